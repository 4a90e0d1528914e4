namespace Mainstay.Cli.Models;

/// <summary>Spearman's rho: Pearson's correlation of ranks, equal values sharing the mean of their ranks.</summary>
public static class RankCorrelation
{
    /// <returns>−1 to 1; null when either side never differs.</returns>
    public static double? Of(IReadOnlyList<(double X, double Y)> pairs)
    {
        var (x, y) = (Ranks([.. pairs.Select(p => p.X)]), Ranks([.. pairs.Select(p => p.Y)]));
        var mean = (pairs.Count + 1) / 2d;
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < pairs.Count; i++)
        {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : null;
    }

    /// <summary>From 1 for the lowest; equal values share the mean of their ranks.</summary>
    public static double[] Ranks(double[] values)
    {
        var ranks = new double[values.Length];
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
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
