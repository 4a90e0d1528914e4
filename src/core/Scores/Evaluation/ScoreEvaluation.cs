using System.Collections.Immutable;
using System.Diagnostics;
using Mainstay.Core.Scores.Memory;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Evaluation;

/// <summary>One score from the results of the signals: dimensions, then exceptions, then the tier.</summary>
internal static class ScoreEvaluation
{
    public static ScoreResult Of(ScoreDefinition definition, ImmutableArray<SignalResult> signals, DateOnly day, ScoreMemory? memory)
    {
        var weightOfAll = definition.Dimensions.Sum(d => d.Weight);
        var dimensions = definition.Dimensions.Select(d => DimensionEvaluation.Of(d, signals, d.Weight / weightOfAll)).ToArray();
        var computed = DimensionEvaluation.Combine(
            Combination.Mean, [.. dimensions.Select(d => (d.Definition.Weight, d.Points))], out var shares);
        var result = new ScoreResult
        {
            Definition = definition,
            Computed = computed,
            Value = computed,
            Tier = Tier.Unknown,
            TierState = memory?.Tier ?? TierState.New,
            Coverage = Coverage(dimensions),
            Exceptions = [],
            Dimensions = [.. dimensions.Select((d, i) => d with
            {
                Share = shares[i],
                Lines = [.. d.Lines.Select(line => InScore(line, shares[i]))],
            })],
        };
        return WithTier(WithExceptions(result, signals, day, memory), memory);
    }

    // Dimensions whose signals are all left out are left out themselves.
    private static double Coverage(DimensionResult[] dimensions)
    {
        var counted = dimensions.Where(d => d.Coverage is not null).ToArray();
        var weight = counted.Sum(d => d.Definition.Weight);
        return weight > 0 ? counted.Sum(d => d.Definition.Weight * d.Coverage!.Value) / weight : 0;
    }

    private static ContributionLine InScore(ContributionLine line, double shareOfDimension)
    {
        var share = line.Share * shareOfDimension;
        return line with { Share = share, Contribution = share * (line.Signal.Points ?? 0) };
    }

    private static ScoreResult WithExceptions(ScoreResult result, ImmutableArray<SignalResult> signals, DateOnly day, ScoreMemory? memory)
    {
        if (result.Value is not { } value)
        {
            return result with { Exceptions = [.. result.Definition.Exceptions.Select(e => new ExceptionResult(e, null, false, 0))] };
        }

        var exceptions = ImmutableArray.CreateBuilder<ExceptionResult>(result.Definition.Exceptions.Length);
        for (var i = 0; i < result.Definition.Exceptions.Length; i++)
        {
            var exception = result.Definition.Exceptions[i];
            DateOnly? since = exception.When.All(c => Holds(c, result, signals, value)) ? memory?.Since[i] ?? day : null;
            var hasFired = since is { } first && day.DayNumber - first.DayNumber >= exception.ForDays;
            var after = hasFired ? exception.Effect.Apply(value) : value;
            exceptions.Add(new ExceptionResult(exception, since, hasFired, after - value));
            value = after;
        }

        return result with { Value = value, Exceptions = exceptions.MoveToImmutable() };
    }

    private static bool Holds(ScoreCondition condition, ScoreResult result, ImmutableArray<SignalResult> signals, double value) => condition switch
    {
        ScoreCondition.Signal signal => Result(signals, signal.Definition).Reading.ValueOrNull is { } reading && signal.Comparison.Holds(reading, signal.To),
        ScoreCondition.Observed observed => Result(signals, observed.Definition).IsObserved == observed.IsObserved,
        ScoreCondition.Dimension dimension =>
            result.Dimensions.First(d => d.Definition.Name == dimension.Name).Points is { } points && dimension.Comparison.Holds(points, dimension.To),
        ScoreCondition.Score score => score.Comparison.Holds(value, score.To),
        _ => throw new UnreachableException(),
    };

    private static SignalResult Result(ImmutableArray<SignalResult> signals, SignalDefinition definition) =>
        signals.First(s => ReferenceEquals(s.Definition, definition));

    // An unknown tier leaves the memory as it was: too little was seen to say that anything has changed.
    private static ScoreResult WithTier(ScoreResult result, ScoreMemory? memory)
    {
        if (result.Value is not { } value || !Evaluator.IsCovered(result.Coverage, result.Definition.MinimumCoverage))
        {
            return result;
        }

        var state = (memory?.Tier ?? TierState.New).Next(result.Definition.Tiers, result.Definition.Stability, value);
        var forced = result.Exceptions.LastOrDefault(e => e is { HasFired: true, Definition.Effect: ExceptionEffect.SetTier });
        return result with
        {
            TierState = state,
            Tier = forced is null ? state.Current! : result.Definition.Tiers.Find(((ExceptionEffect.SetTier)forced.Definition.Effect).Tier)!,
        };
    }
}
