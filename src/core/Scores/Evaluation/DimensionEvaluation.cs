using System.Collections.Immutable;
using System.Diagnostics;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Core.Scores.Evaluation;

/// <summary>One dimension of a score from the results of its signals.</summary>
internal static class DimensionEvaluation
{
    /// <summary>Shares and contributions are those within the dimension alone; the score scales them.</summary>
    /// <param name="nominalShare">The dimension's share of the score by the model's weights.</param>
    public static DimensionResult Of(DimensionDefinition definition, ImmutableArray<SignalResult> signals, double nominalShare)
    {
        var parts = definition.Signals
            .Select(w => (w.Weight, Result: signals.First(s => ReferenceEquals(s.Definition, w.Signal))))
            .ToArray();
        var weightOfAll = parts.Sum(p => p.Weight);
        var weightOfCounted = parts.Where(p => !IsExcluded(p.Result)).Sum(p => p.Weight);
        var points = Combine(definition.Combine, [.. parts.Select(p => (p.Weight, p.Result.Points))], out var shares);
        return new DimensionResult(
            definition,
            points,
            0,
            weightOfCounted > 0 ? parts.Where(p => p.Result.IsObserved).Sum(p => p.Weight) / weightOfCounted : null,
            [.. parts.Select((p, i) => new ContributionLine(p.Result, nominalShare * p.Weight / weightOfAll, shares[i], 0))]);
    }

    /// <summary>Missing, with a policy that leaves it out. What is corrupt but has points stays in.</summary>
    public static bool IsExcluded(SignalResult result) =>
        result is { IsObserved: false, Points: null, Definition.Missing: MissingPolicy.Exclude };

    /// <param name="shares">How much each part has of the result: all together 1, or 0 where there is none.</param>
    /// <returns>Null when no part with a weight has points.</returns>
    public static double? Combine(Combination combination, (double Weight, double? Points)[] parts, out double[] shares)
    {
        shares = new double[parts.Length];
        switch (combination)
        {
            case Combination.Mean:
                return Mean(parts, shares);
            case Combination.Min:
                return Pick(parts, shares, (points, best) => points < best);
            case Combination.Max:
                return Pick(parts, shares, (points, best) => points > best);
            default:
                throw new UnreachableException();
        }
    }

    // Rounding can carry a mean an ulp past the greatest part or below the least, so that a hundred everywhere would be
    // 100.00000000000001 in all, or be shown as 99.
    private static double? Mean((double Weight, double? Points)[] parts, double[] shares)
    {
        double weight = 0, sum = 0, least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        foreach (var part in parts)
        {
            if (part is { Weight: > 0, Points: { } points })
            {
                weight += part.Weight;
                sum += part.Weight * points;
                least = Math.Min(least, points);
                greatest = Math.Max(greatest, points);
            }
        }

        if (weight <= 0)
        {
            return null;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            shares[i] = parts[i].Points is null ? 0 : parts[i].Weight / weight;
        }

        return Math.Clamp(sum / weight, least, greatest);
    }

    private static double? Pick((double Weight, double? Points)[] parts, double[] shares, Func<double, double, bool> isBetter)
    {
        var picked = -1;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is { Weight: > 0, Points: { } points } && (picked < 0 || isBetter(points, parts[picked].Points!.Value)))
            {
                picked = i;
            }
        }

        if (picked < 0)
        {
            return null;
        }

        shares[picked] = 1;
        return parts[picked].Points;
    }
}
