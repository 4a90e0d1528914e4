using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Ledger;

/// <summary>Why a line of a ledger changed the score.</summary>
public enum LedgerCause
{
    /// <summary>Another version of the model.</summary>
    Model,

    /// <summary>The account is in another segment, which weighs or judges otherwise.</summary>
    Segment,

    /// <summary>A signal came to be read, ceased to be read, or is missing for another reason.</summary>
    Availability,

    /// <summary>A signal reads another value.</summary>
    Signal,

    /// <summary>An exception began, ended or changes another number of points.</summary>
    Exception,

    /// <summary>A person's override began, ended, or changes another number of points.</summary>
    Override,
}

/// <param name="What">The signal's label, the reason of an exception or override, the model's name, or "segment".</param>
/// <param name="Before">What was read, or the version or segment that held; empty where there is nothing to read.</param>
/// <param name="After">What is read now.</param>
/// <param name="Change">Points of the score, unrounded.</param>
public sealed record LedgerLine(LedgerCause Cause, string What, string Before, string After, double Change);

/// <summary>
/// How one score came from its value at one point in time to its value at another. Causes are replaced one after the
/// other in a fixed order (model, segment, availability, signals in file order, exceptions, override), each line being the difference of two
/// full evaluations, so that the lines add up to the change.
/// </summary>
public sealed record ChangeLedger
{
    public required ScoreResult From { get; init; }

    public required ScoreResult To { get; init; }

    /// <summary>Lines that change nothing are left out.</summary>
    public required ImmutableArray<LedgerLine> Lines { get; init; }

    /// <summary>The change of the published score.</summary>
    public decimal Published => To.Published!.Value - From.Published!.Value;

    /// <summary>The lines to four places, adding up exactly to <see cref="Published"/>.</summary>
    public ImmutableArray<decimal> PublishedLines() => [.. Apportionment.ToTotal([.. Lines.Select(l => l.Change)], Published, 4)];

    /// <param name="history">The account of both reports.</param>
    /// <returns>Null when one of the reports has no value for the score, or the later model has no such score.</returns>
    public static ChangeLedger? Between(ScoreReport from, ScoreReport to, string score, AccountHistory history)
    {
        var (before, after) = (Find(from, score), Find(to, score));
        if (before?.Value is null || after?.Value is null)
        {
            return null;
        }

        var lines = ImmutableArray.CreateBuilder<LedgerLine>();
        var computed = before.Computed ?? 0;
        var (segment, signals) = (from.Segment, from.Signals.ToArray());
        if (from.Model.Version != to.Model.Version)
        {
            (segment, signals) = Read(to.Model, history, from.Point);
            Step(LedgerCause.Model, $"model {to.Model.Name}", from.Model.Version, to.Model.Version);
        }

        if (segment?.Name != to.Segment?.Name)
        {
            var was = segment;
            segment = to.Segment;
            Step(LedgerCause.Segment, "segment", was?.Name ?? "", to.Segment?.Name ?? "");
        }

        Replace(LedgerCause.Availability, (was, now) => !was.IsObserved || !now.IsObserved);
        Replace(LedgerCause.Signal, (_, _) => true);
        AddExceptions(lines, before, after);
        AddOverride(lines, before.Override, after.Override);
        return new ChangeLedger { From = before, To = after, Lines = lines.ToImmutable() };

        void Replace(LedgerCause cause, Func<SignalResult, SignalResult, bool> isReplaced)
        {
            for (var i = 0; i < signals.Length; i++)
            {
                var (was, now) = (signals[i], to.Signals[i]);
                if (isReplaced(was, now) && was with { Memory = now.Memory } != now)
                {
                    signals[i] = now;
                    Step(cause, now.Definition.Label, Driver.Describe(was), Driver.Describe(now));
                }
            }
        }

        void Step(LedgerCause cause, string what, string was, string now)
        {
            var value = Computed(to, segment, score, signals);
            if (value != computed)
            {
                lines.Add(new LedgerLine(cause, what, was, now, value - computed));
                computed = value;
            }
        }
    }

    // What the other model would have carried to that time is known only to its own fold.
    private static (Segment? Segment, SignalResult[] Signals) Read(HealthModel model, AccountHistory history, PointInTime point)
    {
        var memory = ReportMemory.IsOfSignals(model) ? ScoreTimeline.MemoryBefore(model, history, point) : null;
        ImmutableArray<Reading> readings = [.. model.Signals.Select(signal => SignalReader.Read(signal.Measure, history, point))];
        var segment = SegmentEvaluation.Of(model, history, point, readings);
        return (segment, [.. Evaluator.Signals(model, segment, readings, memory, history.Calendar.DateOf(point.AsOf))]);
    }

    // An evaluation in between can lack every reading; it then stands where nothing is known, at nought.
    private static double Computed(ScoreReport to, Segment? segment, string score, SignalResult[] signals)
    {
        // A curve may have been chosen by a reading that was replaced since, and be another in another segment.
        ImmutableArray<Reading> readings = [.. signals.Select(s => s.Reading)];
        ImmutableArray<SignalResult> valued = [.. (segment?.Signals ?? to.Model.Signals).Select((definition, i) =>
            SignalEvaluation.By(definition, Evaluator.CurveOf(definition, to.Model, readings), signals[i]))];
        return Find(Evaluator.Report(to.Model, segment, to.AccountId, to.Point, default, valued, null), score)!.Computed ?? 0;
    }

    private static void AddExceptions(ImmutableArray<LedgerLine>.Builder lines, ScoreResult before, ScoreResult after)
    {
        foreach (var (rule, was, now) in Pairs(before, after).Where(p => p.Was != p.Now))
        {
            lines.Add(new LedgerLine(LedgerCause.Exception, rule.Because, Points(was), Points(now), now - was));
        }
    }

    private static void AddOverride(ImmutableArray<LedgerLine>.Builder lines, OverrideResult? before, OverrideResult? after)
    {
        var change = (after?.Change ?? 0) - (before?.Change ?? 0);
        if (change != 0)
        {
            lines.Add(new LedgerLine(LedgerCause.Override, (after ?? before)!.Given.Reason, before?.Given.Describe() ?? "–", after?.Given.Describe() ?? "–", change));
        }
    }

    // Exceptions of two model versions are the same when they say the same.
    private static IEnumerable<(ScoreException Rule, double Was, double Now)> Pairs(ScoreResult before, ScoreResult after)
    {
        var left = before.Exceptions.ToList();
        foreach (var now in after.Exceptions)
        {
            var was = left.Find(e => e.Definition.Describe() == now.Definition.Describe() && e.Definition.Because == now.Definition.Because);
            if (was is not null)
            {
                left.Remove(was);
            }

            yield return (now.Definition, was?.Change ?? 0, now.Change);
        }

        foreach (var gone in left)
        {
            yield return (gone.Definition, gone.Change, 0);
        }
    }

    private static string Points(double change) => change == 0 ? "–" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{change:+0.#;-0.#}");

    private static ScoreResult? Find(ScoreReport report, string score) =>
        report.Scores.FirstOrDefault(s => string.Equals(s.Definition.Name, score, StringComparison.Ordinal));
}
