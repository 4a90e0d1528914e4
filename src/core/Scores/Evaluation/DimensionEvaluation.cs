using System.Collections.Immutable;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Core.Scores.Evaluation;

/// <summary>One dimension of a score from the results of its signals or of the dimensions within it.</summary>
internal static class DimensionEvaluation
{
    /// <summary>Shares are those within the dimension alone, and there are no contributions yet; the score scales them.</summary>
    /// <param name="nominalShare">The dimension's share of the score by the model's weights.</param>
    public static DimensionResult Of(DimensionDefinition definition, ImmutableArray<SignalResult> signals, double nominalShare) =>
        definition.Dimensions.IsEmpty ? OfSignals(definition, signals, nominalShare) : OfDimensions(definition, signals, nominalShare);

    /// <summary>Share of the weight of parts that was observed; parts that are left out have no coverage and do not count.</summary>
    public static double? Coverage(IEnumerable<(double Weight, double? Coverage)> parts)
    {
        var counted = parts.Where(p => p.Coverage is not null).ToArray();
        var weight = counted.Sum(p => p.Weight);
        return weight > 0 ? counted.Sum(p => p.Weight * p.Coverage!.Value) / weight : null;
    }

    private static DimensionResult OfSignals(DimensionDefinition definition, ImmutableArray<SignalResult> signals, double nominalShare)
    {
        var parts = definition.Signals
            .Select(w => (w.Weight, Result: signals.First(s => ReferenceEquals(s.Definition, w.Signal))))
            .ToArray();
        var weightOfAll = parts.Sum(p => p.Weight);
        var combined = PartCombination.Of(definition.Combine, [.. parts.Select(p => new Part(p.Weight, p.Result.Points, Kept(p.Result)))]);
        return new DimensionResult(
            definition,
            combined.Points,
            0,
            Coverage(parts.Select(p => (p.Weight, Coverage(p.Result)))),
            [.. parts.Select((p, i) => new ContributionLine(p.Result, nominalShare * p.Weight / weightOfAll, combined.Shares[i], 0))])
        {
            Kept = combined.Kept,
        };
    }

    private static DimensionResult OfDimensions(DimensionDefinition definition, ImmutableArray<SignalResult> signals, double nominalShare)
    {
        var weightOfAll = definition.Dimensions.Sum(d => d.Weight);
        var parts = definition.Dimensions.Select(d => Of(d, signals, nominalShare * d.Weight / weightOfAll)).ToArray();
        var combined = PartCombination.Of(definition.Combine, [.. parts.Select(p => new Part(p.Definition.Weight, p.Points, p.Kept))]);
        return new DimensionResult(definition, combined.Points, 0, Coverage(parts.Select(p => (p.Definition.Weight, p.Coverage))), [])
        {
            Kept = combined.Kept,
            Dimensions = [.. parts.Select((p, i) => p with { Share = combined.Shares[i] })],
        };
    }

    // Missing, with a policy that leaves it out. What is corrupt but has points stays in.
    private static double? Coverage(SignalResult result) =>
        result.IsObserved ? 1 : result is { Points: null, Followed: MissingPolicy.Exclude } ? null : 0;

    private static double? Kept(SignalResult result) =>
        result.Points is not null ? 1 : result.Followed is MissingPolicy.RedistributeAll ? 0 : null;
}
