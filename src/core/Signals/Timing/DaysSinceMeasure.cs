using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Timing;

/// <summary>
/// Calendar days from the date of the latest selected fact to the date of T: 0 on the same day, 1 when it was yesterday.
/// </summary>
public sealed record DaysSinceMeasure(Selection Selection) : Measure
{
    public static readonly MeasureSyntax Syntax = new("days_since", static (reader, mapping) =>
        reader.SelectionOfKeyword(mapping, "days_since") is { } selection ? new DaysSinceMeasure(selection) : null);

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override SweepNode Sweep(SweepBuilder builder) => builder.Days(Selection) is { } days
        ? new DailyRecencyNode(days, Selection.WindowDays, builder.Grid)
        : new SpanRecencyNode(builder.Spans(Selection), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point) =>
        Evidence(history, point).FirstOrDefault() is { Columns: not null } latest
            ? new Reading.Observed(history.Calendar.DaysBetween(Selection.InstantOf(latest)!.Value, point.AsOf))
            : Selection.Nothing(history, point);

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Selection.Of(history, point).Where(f => Selection.InstantOf(f) is not null).OrderBy(f => Selection.InstantOf(f)).TakeLast(1);

    public override string Describe() => $"days since the last of {Selection.Describe()}";
}
