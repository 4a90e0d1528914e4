using System.Collections.Immutable;
using System.Diagnostics;
using Mainstay.Core.Scores.Memory;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Overrides;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Evaluation;

/// <summary>One score from the results of the signals: dimensions, then exceptions, then the tier, then what a person says.</summary>
internal static class ScoreEvaluation
{
    public static ScoreResult Of(ScoreDefinition definition, Segment? segment, ImmutableArray<SignalResult> signals, DateOnly day, ScoreMemory? memory, ScoreOverride? given)
    {
        var weightOfAll = definition.Dimensions.Sum(d => d.Weight);
        var dimensions = definition.Dimensions.Select(d => DimensionEvaluation.Of(d, signals, d.Weight / weightOfAll)).ToArray();
        var combined = PartCombination.Of(Combination.Mean, [.. dimensions.Select(d => new Part(d.Definition.Weight, d.Points, d.Kept))]);
        var result = new ScoreResult
        {
            Definition = definition,
            Computed = combined.Points,
            Value = combined.Points,
            Tier = Tier.Unknown,
            TierState = memory?.Tier ?? TierState.New,
            Coverage = DimensionEvaluation.Coverage(dimensions.Select(d => (d.Definition.Weight, d.Coverage))) ?? 0,
            Exceptions = [],
            Dimensions = [.. dimensions.Select((d, i) => InScore(d, combined.Shares[i]))],
        };
        return WithOverride(WithTier(WithExceptions(result, segment, signals, day, memory), memory), given);
    }

    // Last of all, and past the memory of tiers: what is remembered stays what the model says. A person may well know
    // where too little was read.
    private static ScoreResult WithOverride(ScoreResult result, ScoreOverride? given)
    {
        if (given is null)
        {
            return result;
        }

        var (value, tier) = Overridden(result.Definition, given, result.Value);
        return result with
        {
            Value = value,
            Tier = tier,
            Override = new OverrideResult(given, result.Value, result.Tier, value is null ? 0 : value.Value - (result.Value ?? 0)),
        };
    }

    /// <param name="byModel">0 to 100, or null.</param>
    internal static (double? Value, Tier Tier) Overridden(ScoreDefinition definition, ScoreOverride given, double? byModel) =>
        (given.Value ?? byModel, given.Tier is { } tier ? definition.Tiers.Find(tier)! : definition.Tiers.Of(given.Value!.Value));

    private static DimensionResult InScore(DimensionResult dimension, double share) => dimension with
    {
        Share = share,
        Lines = [.. dimension.Lines.Select(line => InScore(line, share))],
        Dimensions = [.. dimension.Dimensions.Select(d => InScore(d, d.Share * share))],
    };

    private static ContributionLine InScore(ContributionLine line, double shareOfDimension)
    {
        var share = line.Share * shareOfDimension;
        return line with { Share = share, Contribution = share * (line.Signal.Points ?? 0) };
    }

    private static ScoreResult WithExceptions(ScoreResult result, Segment? segment, ImmutableArray<SignalResult> signals, DateOnly day, ScoreMemory? memory)
    {
        if (result.Value is not { } value)
        {
            return result with { Exceptions = [.. result.Definition.Exceptions.Select(e => new ExceptionResult(e, null, false, 0))] };
        }

        var exceptions = ImmutableArray.CreateBuilder<ExceptionResult>(result.Definition.Exceptions.Length);
        for (var i = 0; i < result.Definition.Exceptions.Length; i++)
        {
            var exception = result.Definition.Exceptions[i];
            DateOnly? since = exception.When.All(c => Holds(c, result, segment, signals, value)) ? memory?.Since[i] ?? day : null;
            var hasFired = since is { } first && day.DayNumber - first.DayNumber >= exception.ForDays;
            var after = hasFired ? exception.Effect.Apply(value) : value;
            exceptions.Add(new ExceptionResult(exception, since, hasFired, after - value));
            value = after;
        }

        return result with { Value = value, Exceptions = exceptions.MoveToImmutable() };
    }

    private static bool Holds(ScoreCondition condition, ScoreResult result, Segment? segment, ImmutableArray<SignalResult> signals, double value) => condition switch
    {
        ScoreCondition.Signal signal => Result(signals, signal.Definition).Reading.ValueOrNull is { } reading && signal.Comparison.Holds(reading, signal.To),
        ScoreCondition.Observed observed => Result(signals, observed.Definition).IsObserved == observed.IsObserved,
        ScoreCondition.Dimension dimension =>
            Points(result, dimension.Path) is { } points && dimension.Comparison.Holds(points, dimension.To),
        ScoreCondition.InSegment inSegment => inSegment.Holds(segment?.Name),
        ScoreCondition.Score score => score.Comparison.Holds(value, score.To),
        _ => throw new UnreachableException(),
    };

    private static double? Points(ScoreResult result, string path) =>
        result.AllDimensions().Zip(result.Definition.AllDimensions()).First(d => d.Second.Path == path).First.Points;

    private static SignalResult Result(ImmutableArray<SignalResult> signals, SignalDefinition definition) =>
        signals.First(s => string.Equals(s.Definition.Name, definition.Name, StringComparison.Ordinal));

    // An unknown tier leaves the memory as it was: too little was seen to say that anything has changed.
    private static ScoreResult WithTier(ScoreResult result, ScoreMemory? memory)
    {
        if (result.Value is not { } value || !Evaluator.IsCovered(result.Coverage, result.Definition.MinimumCoverage))
        {
            return result;
        }

        var state = (memory?.Tier ?? TierState.New).In(result.Definition.Tiers).Next(result.Definition.Tiers, result.Definition.Stability, value);
        var forced = result.Exceptions.LastOrDefault(e => e is { HasFired: true, Definition.Effect: ExceptionEffect.SetTier });
        return result with
        {
            TierState = state,
            Tier = forced is null ? state.Current! : result.Definition.Tiers.Find(((ExceptionEffect.SetTier)forced.Definition.Effect).Tier)!,
        };
    }
}
