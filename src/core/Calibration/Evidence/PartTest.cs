using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Evidence;

/// <summary>
/// Whether the rates of the parts differ beyond chance: Pearson's chi-square, divided by how much less rows of the same
/// families say than independent ones (Rao, Scott, JASA 76, 1981).
/// </summary>
internal static class PartTest
{
    // Below it the chi-square is too ready to find something (Cochran, Biometrics 10, 1954).
    private const double FewestExpected = 5;

    /// <param name="bins">Missing rows do not take part.</param>
    /// <param name="designEffect">At least 1.</param>
    /// <returns>1 where there are not two parts that are large enough.</returns>
    public static double PValue(ImmutableArray<EvidenceBin> bins, double designEffect)
    {
        var parts = bins.Where(b => !b.IsMissing).ToArray();
        double rows = parts.Sum(b => b.Rows), churned = parts.Sum(b => b.Churned);
        var fewest = FewestExpected * rows / Math.Max(1, Math.Min(churned, rows - churned));
        var merged = Merge(parts, fewest);
        if (merged.Count < 2 || churned == 0 || churned == rows)
        {
            return 1;
        }

        var rate = churned / rows;
        var square = merged.Sum(part => Math.Pow(part.Churned - (rate * part.Rows), 2) / (rate * (1 - rate) * part.Rows));
        return Normal.ChiSquareAbove(square / designEffect, merged.Count - 1);
    }

    // Neighbours are put together until each is large enough; what is left over goes to the last.
    private static List<(double Rows, double Churned)> Merge(IEnumerable<EvidenceBin> parts, double fewest)
    {
        var merged = new List<(double Rows, double Churned)>();
        var open = (Rows: 0d, Churned: 0d);
        foreach (var part in parts)
        {
            open = (open.Rows + part.Rows, open.Churned + part.Churned);
            if (open.Rows >= fewest)
            {
                merged.Add(open);
                open = default;
            }
        }

        if (open.Rows > 0 && merged.Count > 0)
        {
            merged[^1] = (merged[^1].Rows + open.Rows, merged[^1].Churned + open.Churned);
        }

        return merged;
    }
}
