using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Distinct;

/// <summary>How many different values a text field has over the selected facts; absent values do not count.</summary>
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
        builder.Days(Selection) is { } days && Selection.WindowDays is { } window
            ? new DailyDistinctNode(
                builder.Shared((Field, Selection with { WindowDays = null }), () => new ValueDays(builder.Columns(Selection.Kind).Texts(Field), days)),
                window,
                builder.Grid)
            : new SpanDistinctNode(Field, builder.Spans(Selection), builder.Columns(Selection.Kind).Texts(Field), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point) =>
        new Reading.Observed(Evidence(history, point).Select(f => f.Text(Field)).Distinct(StringComparer.Ordinal).Count());

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Selection.Of(history, point).Where(f => f.Text(Field) is not null);

    public override string Describe() => $"distinct {Field.Name} in {Selection.Describe()}";
}
