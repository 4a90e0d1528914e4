using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Curves;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Overrides;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Evaluation;

/// <summary>
/// A score as the pure function of model, facts and point in time that it is, written in the most obvious way there is.
/// It stays as the oracle of every faster evaluation.
/// </summary>
public static class Evaluator
{
    public static bool IsEligible(HealthModel model, AccountHistory history, PointInTime point) =>
        model.Eligible.All(selection => selection.Of(history, point).Any());

    /// <param name="memory">
    /// What is remembered of the last midnight before the point, as the timeline carries it; null
    /// for none: then no exception has held for days, and every tier is the one that is read.
    /// </param>
    /// <param name="day">
    /// The day that memory counts the point to; null for its local date. They differ where a zone left a day out, which
    /// then begins where the next one does.
    /// </param>
    /// <returns>The report, or null when the account is not scored at that time.</returns>
    public static ScoreReport? Evaluate(
        HealthModel model, AccountHistory history, PointInTime point, ReportMemory? memory = null, DateOnly? day = null)
    {
        if (!IsEligible(model, history, point))
        {
            return null;
        }

        ImmutableArray<Reading> readings = [.. model.Signals.Select(signal => SignalReader.Read(signal.Measure, history, point))];
        var segment = SegmentEvaluation.Of(model, history, point, readings);
        return Report(
            model,
            segment,
            history.AccountId,
            point,
            day ?? history.Calendar.DateOf(point.AsOf),
            readings,
            memory,
            OverrideSheet.At(model, segment, history, point));
    }

    /// <summary>The report that follows from readings, however they were come by.</summary>
    /// <param name="segment">The one that the account is in; null in a model without segments.</param>
    /// <param name="day">The local date of the point.</param>
    /// <param name="readings">One per signal of the model, in its order.</param>
    /// <param name="overrides">What people say of the scores; null for the model's own results.</param>
    public static ScoreReport Report(
        HealthModel model,
        Segment? segment,
        string accountId,
        PointInTime point,
        DateOnly day,
        ImmutableArray<Reading> readings,
        ReportMemory? memory,
        OverrideSheet? overrides = null) =>
        Report(model, segment, accountId, point, day, Signals(model, segment, readings, memory, day), memory, overrides);

    /// <summary>The report that follows from what the signals are worth.</summary>
    /// <param name="signals">One per signal of the model, in its order, as the segment has them.</param>
    internal static ScoreReport Report(
        HealthModel model,
        Segment? segment,
        string accountId,
        PointInTime point,
        DateOnly day,
        ImmutableArray<SignalResult> signals,
        ReportMemory? memory,
        OverrideSheet? overrides = null) => new()
    {
        AccountId = accountId,
        Point = point,
        Model = model,
        Segment = segment,
        Signals = signals,
        Scores = [.. (segment?.Scores ?? model.Scores).Select((score, i) => ScoreEvaluation.Of(score, segment, signals, day, memory?.OfScore(i, day), overrides?.ByScore[i]))],
        RejectedOverrides = overrides?.Rejected ?? [],
    };

    /// <summary>What each signal is worth.</summary>
    internal static ImmutableArray<SignalResult> Signals(
        HealthModel model, Segment? segment, ImmutableArray<Reading> readings, ReportMemory? memory, DateOnly day) =>
    [
        .. (segment?.Signals ?? model.Signals).Select((definition, i) => SignalEvaluation.Of(
            definition, CurveOf(definition, model, readings), readings[i], memory?.OfSignal(i), day)),
    ];

    /// <summary>The curve that counts, where another signal chooses it; null for a signal that is only shown.</summary>
    internal static Curve? CurveOf(SignalDefinition definition, HealthModel model, ImmutableArray<Reading> readings) => definition.Curve is Curve.Chosen chosen
        ? chosen.For(model.Signals.Zip(readings).First(s => s.First.Name == chosen.Signal).Second.GoodOrNull)
        : definition.Curve;

    // Coverage is a quotient of sums of weights: a half made of thirds must still reach a floor of one half.
    internal static bool IsCovered(double coverage, double floor) => coverage >= floor - 1e-9;
}
