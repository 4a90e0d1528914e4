using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Evaluation;

/// <summary>
/// A score as the pure function of model, facts and point in time that it is, written in the most obvious way there is.
/// It stays as the oracle of every faster evaluation.
/// </summary>
public static class Evaluator
{
    /// <summary>The points that a signal whose rows are corrupt can have at most.</summary>
    public const double Neutral = 50;

    public static bool IsEligible(HealthModel model, AccountHistory history, PointInTime point) =>
        model.Eligible.All(selection => selection.Of(history, point).Any());

    /// <returns>The report, or null when the account is not scored at that time.</returns>
    public static ScoreReport? Evaluate(HealthModel model, AccountHistory history, PointInTime point)
    {
        if (!IsEligible(model, history, point))
        {
            return null;
        }

        return Report(model, history.AccountId, point, [.. model.Signals.Select(signal => SignalReader.Read(signal.Measure, history, point))]);
    }

    /// <summary>The report that follows from readings, however they were come by.</summary>
    /// <param name="readings">One per signal of the model, in its order.</param>
    public static ScoreReport Report(HealthModel model, string accountId, PointInTime point, ImmutableArray<Reading> readings)
    {
        var signals = model.Signals.Zip(readings, (definition, reading) => new SignalResult(definition, reading, Points(definition, reading))).ToImmutableArray();
        return new ScoreReport
        {
            AccountId = accountId,
            Point = point,
            Model = model,
            Signals = signals,
            Scores = [.. model.Scores.Select(score => Score(score, signals))],
        };
    }

    // A corrupt signal keeps its weight and can at best be neutral, so that a rejected row never raises a score. Where the
    // good rows read nothing, the signal is as missing as it would be without the bad ones.
    private static double? Points(SignalDefinition definition, Reading reading) => (definition.Curve, reading) switch
    {
        (null, _) => null,
        ({ } curve, Reading.Observed observed) => curve.Points(observed.Value),
        ({ } curve, Reading.Missing { Reason: MissingReason.Corrupt, Remainder: { } good }) => Math.Min(curve.Points(good.Value), Neutral),
        (_, Reading.Missing) => definition.Missing is MissingPolicy.Fixed { Points: var points } ? points : null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    // Coverage is a quotient of sums of weights: a half made of thirds must still reach a floor of one half.
    internal static bool IsCovered(double coverage, double floor) => coverage >= floor - 1e-9;

    // The mean of the parts that have points; null when those have no weight. Rounding can carry it an ulp past the greatest
    // or below the least, so that a hundred everywhere would be 100.00000000000001 in all, or be shown as 99.
    private static double? Mean((double Weight, double? Points)[] parts)
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

        return weight > 0 ? Math.Clamp(sum / weight, least, greatest) : null;
    }

    private static ScoreResult Score(ScoreDefinition definition, ImmutableArray<SignalResult> signals)
    {
        var weightOfAll = definition.Dimensions.Sum(d => d.Weight);
        var dimensions = definition.Dimensions
            .Select(d => Dimension(d, signals, d.Weight / weightOfAll))
            .ToArray();

        var weightOfRead = dimensions.Where(d => d.Points is not null).Sum(d => d.Definition.Weight);
        var value = Mean([.. dimensions.Select(d => (d.Definition.Weight, d.Points))]);
        var coverage = dimensions.Sum(d => d.Definition.Weight * d.Coverage) / weightOfAll;
        return new ScoreResult
        {
            Definition = definition,
            Value = value,
            Tier = value is { } v && IsCovered(coverage, definition.MinimumCoverage) ? definition.Tiers.Of(v) : Tier.Unknown,
            Coverage = coverage,
            Dimensions = [.. dimensions.Select(d => d with
            {
                Share = d.Points is null || value is null ? 0 : d.Definition.Weight / weightOfRead,
                Lines = [.. d.Lines.Select(line => InScore(line, d, weightOfRead))],
            })],
        };
    }

    // Shares and contributions within the dimension alone; the score scales them.
    private static DimensionResult Dimension(DimensionDefinition definition, ImmutableArray<SignalResult> signals, double nominalShare)
    {
        var results = definition.Signals.Select(w => (w.Weight, Result: signals.First(s => ReferenceEquals(s.Definition, w.Signal)))).ToArray();
        var weightOfAll = results.Sum(r => r.Weight);
        var weightOfRead = results.Where(r => r.Result.Points is not null).Sum(r => r.Weight);
        var points = Mean([.. results.Select(r => (r.Weight, r.Result.Points))]);
        return new DimensionResult(
            definition,
            points,
            0,
            results.Where(r => r.Result.IsObserved).Sum(r => r.Weight) / weightOfAll,
            [.. results.Select(r => new ContributionLine(
                r.Result,
                nominalShare * r.Weight / weightOfAll,
                r.Result.Points is null || weightOfRead <= 0 ? 0 : r.Weight / weightOfRead,
                0))]);
    }

    private static ContributionLine InScore(ContributionLine line, DimensionResult dimension, double weightOfRead)
    {
        var share = dimension.Points is null || weightOfRead <= 0 ? 0 : line.Share * dimension.Definition.Weight / weightOfRead;
        return line with { Share = share, Contribution = share * (line.Signal.Points ?? 0) };
    }
}
