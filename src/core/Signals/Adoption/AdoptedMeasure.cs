using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Adoption;

/// <summary>How large a part, 0 to 1, of a list of words (the core features) a text field holds over the selected facts.</summary>
public sealed record AdoptedMeasure(FactField Field, ImmutableArray<string> Words, Selection Selection) : Measure
{
    public static readonly MeasureSyntax Syntax = new("adopted", static (reader, mapping) => Read(reader, mapping));

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override int LeadInDays => WindowDays ?? 0;

    public override SweepNode Sweep(SweepBuilder builder) => builder.Days(Selection) is { } days
        ? new DailyAdoptedNode(this, days, builder.Columns(Selection.Kind).Texts(Field), builder.Grid)
        : new SpanAdoptedNode(this, builder.Spans(Selection), builder.Columns(Selection.Kind).Texts(Field), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point) => new Reading.Observed(
        (double)Evidence(history, point).Select(f => f.Text(Field)).Distinct(StringComparer.Ordinal).Count() / Words.Length);

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Selection.Of(history, point).Where(f => f.Text(Field) is { } text && Words.Contains(text, StringComparer.Ordinal));

    public override string Describe() => $"share of {Words.Length} ({string.Join(", ", Words)}) adopted by {Field.Name} in {Selection.Describe()}";

    private static AdoptedMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        if (reader.Document.Required(mapping, "in", "'adopted'") is not { } node || reader.Kind(node) is not { } kind)
        {
            return null;
        }

        var selection = reader.Selection(mapping, kind, ["adopted", "in"]);
        if (mapping["adopted"] is not DocumentNode.Mapping { Entries: [var entry] })
        {
            reader.Document.Error(mapping["adopted"]!.Position, "'adopted' takes one field with the words to adopt, such as { event: [report, export] }.");
            return null;
        }

        var field = reader.Field(entry.Key, entry.KeyPosition, kind, "text field", f => f.Type == FieldType.Text);
        var words = WordTable.ReadWords(reader.Document, entry.Value, "'adopted'", atLeast: 1);
        return field is null || words is null || selection is null ? null : new AdoptedMeasure(field, words.Value, selection);
    }
}
