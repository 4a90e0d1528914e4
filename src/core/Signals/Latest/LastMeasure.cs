using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Latest;

/// <summary>
/// The value of a numeric field in the latest selected fact that has it. Of facts at the same instant the greatest id wins.
/// </summary>
public sealed record LastMeasure(FactField Field, Selection Selection) : Measure
{
    public static readonly MeasureSyntax Syntax = new("last", static (reader, mapping) =>
        reader.FieldAndSelection(mapping, "last", "numeric field", f => f.IsNumeric && f.Type != FieldType.Duration, "expires") is var (field, selection)
            ? Of(reader, field, selection, mapping["expires"])
            : null);

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override SweepNode Sweep(SweepBuilder builder) => NodeOf(builder);

    public override Reading Read(AccountHistory history, PointInTime point) =>
        Evidence(history, point).FirstOrDefault() is { Columns: not null } last
            ? new Reading.Observed(last.Number(Field)!.Value)
            : Selection.Nothing(history, point);

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Selection.Of(history, point)
            .Where(f => f.Number(Field) is not null)
            .OrderBy(f => Selection.InstantOf(f))
            .ThenBy(f => f.Id, StringComparer.Ordinal)
            .TakeLast(1);

    public override string Describe() => $"last {Field.Name} in {Selection.Describe()}";

    private static Measure? Of(MeasureReader reader, FactField field, Selection selection, DocumentNode? expires)
    {
        if (expires is null)
        {
            return new LastMeasure(field, selection);
        }

        return Expiry.Read(reader.Document, expires, selection.Kind) is { } expiry ? new OpinionMeasure(field, expiry, selection) : null;
    }

    private LastNode NodeOf(SweepBuilder builder)
    {
        var spans = builder.Spans(Selection);
        return new LastNode(Field, span => spans.Number(span, Field), spans, builder.Columns(Selection.Kind), builder.Grid);
    }
}
