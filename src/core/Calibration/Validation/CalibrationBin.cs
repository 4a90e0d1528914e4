using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Validation;

/// <summary>Rows of about the same probability: what was said and what happened.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Events">Of how many the outcome happened.</param>
/// <param name="Predicted">Their mean probability, 0 to 1.</param>
public sealed record CalibrationBin(int Rows, int Events, double Predicted)
{
    /// <summary>The rate that was seen, with Wilson's interval.</summary>
    public Interval Observed => Interval.OfRate(Events, Rows);

    /// <summary>Ten bins of about equally many rows, the least probable first; equal probabilities stay together.</summary>
    public static ImmutableArray<CalibrationBin> Of(IReadOnlyList<double> probabilities, IReadOnlyList<bool> outcomes)
    {
        const int Bins = 10;
        int[] order = [.. Enumerable.Range(0, probabilities.Count).OrderBy(row => probabilities[row])];
        var bins = ImmutableArray.CreateBuilder<CalibrationBin>(Bins);
        for (int bin = 1, start = 0; bin <= Bins && start < order.Length; bin++)
        {
            var end = Math.Max(start + 1, (int)((long)bin * order.Length / Bins));
            while (end < order.Length && probabilities[order[end]] == probabilities[order[end - 1]])
            {
                end++;
            }

            var rows = order[start..end];
            bins.Add(new CalibrationBin(rows.Length, rows.Count(row => outcomes[row]), rows.Average(row => probabilities[row])));
            start = end;
        }

        return bins.ToImmutable();
    }
}
