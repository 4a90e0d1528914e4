using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Timing;

/// <summary>
/// Calendar days from the date of T to the earliest date that lies at or after T in a field of the selected facts.
/// Without one it is not applicable: a term that rolls from month to month has no renewal to wait for.
/// </summary>
public sealed record DaysUntilMeasure(FactField Field, Selection Selection) : Measure
{
    public static readonly MeasureSyntax Syntax = new("days_until", static (reader, mapping) =>
        reader.FieldAndSelection(mapping, "days_until", "planned date", f => f.Type == FieldType.Planned) is var (field, selection)
            ? new DaysUntilMeasure(field, selection)
            : null);

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override SweepNode Sweep(SweepBuilder builder) => new DaysUntilNode(Field, builder.Spans(Selection), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point) =>
        Evidence(history, point).FirstOrDefault() is { Columns: not null } next
            ? new Reading.Observed(history.Calendar.DaysBetween(point.AsOf, next.Time(Field)!.Value))
            : new Reading.Missing(MissingReason.NotApplicable, $"no {Field.Name} ahead");

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Selection.Of(history, point).Where(f => f.Time(Field) >= point.AsOf).OrderBy(f => f.Time(Field)).Take(1);

    public override string Describe() => $"days until {Field.Name} of {Selection.Describe()}";
}
