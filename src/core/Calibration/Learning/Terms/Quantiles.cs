using System.Collections.Immutable;

namespace Mainstay.Core.Calibration.Learning.Terms;

/// <summary>Places on a column of numbers that have about equally many rows between them.</summary>
internal static class Quantiles
{
    /// <summary>At most that many values of the column, the least and the greatest among them, ascending. Ties leave room for rarer values.</summary>
    public static ImmutableArray<double> Knots(ImmutableArray<double> values, int most)
    {
        var sorted = Sorted(values);
        var different = Different(sorted);
        if (different.Length <= most)
        {
            return [.. different];
        }

        var chosen = new SortedSet<double>();
        for (var i = 0; i < most; i++)
        {
            chosen.Add(sorted[(int)Math.Round((double)i * (sorted.Length - 1) / (most - 1), MidpointRounding.ToEven)]);
        }

        var others = different.Where(v => !chosen.Contains(v)).ToArray();
        var room = Math.Min(most - chosen.Count, others.Length);
        for (var i = 0; i < room; i++)
        {
            chosen.Add(others[(int)((i + 0.5) * others.Length / room)]);
        }

        return [.. chosen];
    }

    /// <summary>Where pieces begin, at most one less than there are pieces, ascending; each value begins one where there are no more values.</summary>
    public static ImmutableArray<double> Cuts(ImmutableArray<double> values, int pieces)
    {
        var sorted = Sorted(values);
        var different = Different(sorted);
        if (different.Length <= pieces)
        {
            return [.. different.Skip(1)];
        }

        var cuts = new SortedSet<double>();
        for (var i = 1; i < pieces; i++)
        {
            cuts.Add(sorted[(int)((long)i * sorted.Length / pieces)]);
        }

        cuts.Remove(different[0]);
        return [.. cuts];
    }

    private static double[] Sorted(ImmutableArray<double> values)
    {
        var sorted = values.Where(v => !double.IsNaN(v)).ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static double[] Different(double[] sorted) => [.. sorted.Where((v, i) => i == 0 || v != sorted[i - 1])];
}
