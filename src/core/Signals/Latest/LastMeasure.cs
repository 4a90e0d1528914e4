using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Signals.Currencies;
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

    /// <summary>What money is converted to; null where the model names no currency.</summary>
    public ReportingCurrency? Currency { get; init; }

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override SweepNode Sweep(SweepBuilder builder) =>
        MoneyNode.Around(NodeOf(builder), this, Field, Selection.Kind, Currency, builder);

    public override Reading Read(AccountHistory history, PointInTime point)
    {
        // Without a currency of the model a value counts only where all that it could have been are in the same one.
        var candidates = Ordered(history, point).ToArray();
        return candidates.Length == 0
            ? Selection.Nothing(history, point)
            : Amounts.Read(Currency is null ? candidates : candidates[^1..], Field, Currency, history, out var values) ?? (Reading)new Reading.Observed(values[^1]);
    }

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) => Ordered(history, point).TakeLast(1);

    public override string Describe() => $"last {Field.Name}{(Currency is null ? "" : $" in {Currency.Code}")} in {Selection.Describe()}";

    private static Measure? Of(MeasureReader reader, FactField field, Selection selection, DocumentNode? expires)
    {
        if (expires is null)
        {
            return new LastMeasure(field, selection) { Currency = reader.CurrencyOf(field) };
        }

        return Expiry.Read(reader.Document, expires, selection.Kind) is { } expiry ? new OpinionMeasure(field, expiry, selection) : null;
    }

    private IEnumerable<VisibleFact> Ordered(AccountHistory history, PointInTime point) =>
        Selection.Of(history, point)
            .Where(f => f.Number(Field) is not null)
            .OrderBy(f => Selection.InstantOf(f))
            .ThenBy(f => f.Id, StringComparer.Ordinal);

    private LastNode NodeOf(SweepBuilder builder)
    {
        var spans = builder.Spans(Selection);
        return new LastNode(Field, span => spans.Number(span, Field), spans, builder.Columns(Selection.Kind), builder.Grid);
    }
}
