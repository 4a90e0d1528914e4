using System.Collections.Immutable;

namespace Mainstay.Core.Calibration.Learning.Terms;

/// <summary>Places on a column of numbers that have about equally many rows between them.</summary>
internal static class Quantiles
{
    // A line is flat beyond the outermost knots: a single row far out must not say how steep it is for all.
    private const int RowsPerOutlier = 200;

    // Significant digits of what is written.
    private const int Digits = 4;

    /// <summary>
    /// At most that many values of the column, ascending, from its first half percent of rows to its last; all where there are no
    /// more. Ties leave room for rarer values.
    /// </summary>
    public static ImmutableArray<double> Knots(ImmutableArray<double> values, int most)
    {
        var sorted = Sorted(values);
        var different = Different(sorted);
        if (different.Length <= most)
        {
            return Readable(different);
        }

        var chosen = new SortedSet<double>();
        var (first, last) = (sorted.Length / RowsPerOutlier, sorted.Length - 1 - (sorted.Length / RowsPerOutlier));
        for (var i = 0; i < most; i++)
        {
            chosen.Add(sorted[first + (int)Math.Round((double)i * (last - first) / (most - 1), MidpointRounding.ToEven)]);
        }

        var others = different.Where(v => v >= sorted[first] && v <= sorted[last] && !chosen.Contains(v)).ToArray();
        var room = Math.Min(most - chosen.Count, others.Length);
        for (var i = 0; i < room; i++)
        {
            chosen.Add(others[(int)((i + 0.5) * others.Length / room)]);
        }

        return Readable([.. chosen]);
    }

    /// <summary>Where pieces begin, at most one less than there are pieces, ascending; each value begins one where there are no more values.</summary>
    public static ImmutableArray<double> Cuts(ImmutableArray<double> values, int pieces)
    {
        var sorted = Sorted(values);
        var different = Different(sorted);
        if (different.Length <= pieces)
        {
            return [.. different.Skip(1).Select((cut, i) => Readable(cut, different[i]))];
        }

        var cuts = new SortedSet<double>();
        for (var i = 1; i < pieces; i++)
        {
            cuts.Add(sorted[(int)((long)i * sorted.Length / pieces)]);
        }

        cuts.Remove(different[0]);
        return [.. cuts.Select(cut => Readable(cut, different[Array.BinarySearch(different, cut) - 1]))];
    }

    // A person writes 0.3529, not 0.35294117647058826.
    private static ImmutableArray<double> Readable(double[] knots)
    {
        ImmutableArray<double> rounded = [.. knots.Select(knot => Rounded(knot, Math.Round)).Distinct()];
        return rounded.Length == knots.Length ? rounded : [.. knots];
    }

    // Down, so that the value still begins the piece, but not to a value that belongs to the piece before.
    private static double Readable(double cut, double before) => Rounded(cut, Math.Floor) is var rounded && rounded > before ? rounded : cut;

    private static double Rounded(double value, Func<double, double> round)
    {
        if (value == 0)
        {
            return 0;
        }

        var digits = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        var scale = Math.Pow(10, Math.Abs(digits));
        return digits >= 0 ? round(value * scale) / scale : double.IsInteger(value) ? value : round(value / scale) * scale;
    }

    private static double[] Sorted(ImmutableArray<double> values)
    {
        var sorted = values.Where(v => !double.IsNaN(v)).ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private static double[] Different(double[] sorted) => [.. sorted.Where((v, i) => i == 0 || v != sorted[i - 1])];
}
