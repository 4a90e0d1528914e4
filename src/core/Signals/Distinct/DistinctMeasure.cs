using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Distinct;

/// <summary>
/// How many different values a text field has over the selected facts; absent values do not count. Where facts are
/// selected but none of them has the field, there is nothing to read: a source that does not name its users has not
/// said that there are none.
/// </summary>
public sealed record DistinctMeasure(FactField Field, Selection Selection) : Measure
{
    public static readonly MeasureSyntax Syntax = new("distinct", static (reader, mapping) =>
        reader.FieldAndSelection(mapping, "distinct", "text field", f => f.Type == FieldType.Text) is var (field, selection)
            ? new DistinctMeasure(field, selection)
            : null);

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override int LeadInDays => WindowDays ?? 0;

    public override SweepNode Sweep(SweepBuilder builder) =>
        new NamedNode(Values(builder), builder.Counts(Selection), builder.Grid);

    private SweepNode Values(SweepBuilder builder) =>
        builder.Days(Selection) is { } days && Selection.WindowDays is { } window
            ? new DailyDistinctNode(
                builder.Shared((Field, Selection with { WindowDays = null }), () => new ValueDays(builder.Columns(Selection.Kind).Texts(Field), days)),
                window,
                builder.Grid)
            : new SpanDistinctNode(Field, builder.Spans(Selection), builder.Columns(Selection.Kind).Texts(Field), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point)
    {
        var values = Evidence(history, point).Select(f => f.Text(Field)).Distinct(StringComparer.Ordinal).Count();
        return values == 0 && Selection.Of(history, point).Any()
            ? new Reading.Missing(MissingReason.Absent, $"{Selection.Kind} without {Field.Name}")
            : new Reading.Observed(values);
    }

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Selection.Of(history, point).Where(f => f.Text(Field) is not null);

    public override string Describe() => $"distinct {Field.Name} in {Selection.Describe()}";
}
