namespace Mainstay.Core.Calibration.Metrics;

/// <summary>Ranks from 1 for the lowest; equal values share the mean of their ranks.</summary>
public static class Ranks
{
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var ranks = new double[values.Length];
        var sorted = values.ToArray();
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Array.Sort(sorted, order);
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            for (var i = start; i < end; i++)
            {
                ranks[order[i]] = (start + end + 1) / 2d;
            }

            start = end;
        }

        return ranks;
    }
}
