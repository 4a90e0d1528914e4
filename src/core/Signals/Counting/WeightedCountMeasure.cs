using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Counting;

/// <summary>
/// The selected facts, each counted as often as the word in one of its fields is worth. Words that are not named, and
/// facts without a word, count as the table's else.
/// </summary>
public sealed record WeightedCountMeasure(FactField Field, WordTable Weights, Selection Selection) : Measure
{
    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override SweepNode Sweep(SweepBuilder builder) =>
        new WeightedCountNode(this, builder.Spans(Selection), builder.Columns(Selection.Kind), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point) =>
        new Reading.Observed(Selection.Of(history, point).Sum(fact => Weights.Of(fact.Text(Field))!.Value));

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) => Selection.Of(history, point);

    public override string Describe() => $"count of {Selection.Describe()}, weighted by {Field.Name} ({Weights.Describe()})";

    /// <summary>Reads <c>{ count: tickets, weights: { priority: { critical: 5, high: 2 } }, else: 1 }</c>.</summary>
    internal static WeightedCountMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        if (reader.SelectionOfKeyword(mapping, "count", "weights", "else") is not { } selection)
        {
            return null;
        }

        if (mapping["weights"] is not DocumentNode.Mapping { Entries: [var entry] })
        {
            reader.Document.Error(mapping["weights"]!.Position, "'weights' takes one field with its words, such as { priority: { critical: 5, high: 2 } }.");
            return null;
        }

        var field = reader.Field(entry.Key, entry.KeyPosition, selection.Kind, "text field", f => f.Type == FieldType.Text);
        var weights = WordTable.Read(reader.Document, entry.Value, mapping["else"], $"The weights of {entry.Key}", 0, 1e9);
        return field is null || weights is null ? null : new WeightedCountMeasure(field, weights with { Else = weights.Else ?? 1 }, selection);
    }
}
