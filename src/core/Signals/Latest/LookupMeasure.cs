using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Latest;

/// <summary>
/// What the text of a field in the latest selected fact that has it is worth. A word that the table does not know is not
/// applicable. Of facts at the same instant the greatest id wins.
/// </summary>
public sealed record LookupMeasure(FactField Field, WordTable Table, Selection Selection) : Measure
{
    public static readonly MeasureSyntax Syntax = new("lookup", static (reader, mapping) => Read(reader, mapping));

    /// <summary><c>stage: deals, order: [lead, proposal, won]</c>: how far along, from 1 ÷ stages to 1.</summary>
    public static readonly MeasureSyntax StageSyntax = new("stage", static (reader, mapping) => Stage(reader, mapping));

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override SweepNode Sweep(SweepBuilder builder)
    {
        var columns = builder.Columns(Selection.Kind);
        var texts = columns.Texts(Field);
        var codes = Array.ConvertAll(Table.ByCode(texts), number => double.IsNaN(number) ? ReadingCode.Of(MissingReason.NotApplicable) : number);
        return new LastNode(Field, span => codes[texts!.Codes[span.Row]], builder.Spans(Selection), columns, builder.Grid);
    }

    public override Reading Read(AccountHistory history, PointInTime point)
    {
        if (Evidence(history, point).FirstOrDefault() is not { Columns: not null } last)
        {
            return Selection.Nothing(history, point);
        }

        var word = last.Text(Field)!;
        return Table.Of(word) is { } number
            ? new Reading.Observed(number)
            : new Reading.Missing(MissingReason.NotApplicable, $"{Field.Name} '{word}' stands for no number");
    }

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Selection.Of(history, point)
            .Where(f => f.Text(Field) is not null)
            .OrderBy(f => Selection.InstantOf(f))
            .ThenBy(f => f.Id, StringComparer.Ordinal)
            .TakeLast(1);

    public override string Describe() => $"last {Field.Name} in {Selection.Describe()} as a number ({Table.Describe()})";

    private static LookupMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        var read = reader.FieldAndSelection(mapping, "lookup", "text field", f => f.Type == FieldType.Text, "values", "else");
        var table = reader.Document.Required(mapping, "values", "'lookup'") is { } values
            ? WordTable.Read(reader.Document, values, mapping["else"], "'values'", -1e15, 1e15)
            : null;
        return read is var (field, selection) && table is not null ? new LookupMeasure(field, table, selection) : null;
    }

    private static LookupMeasure? Stage(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        if (reader.SelectionOfKeyword(mapping, "stage", "order") is not { } selection)
        {
            return null;
        }

        var field = reader.Field("stage", mapping["stage"]!.Position, selection.Kind, "text field", f => f.Type == FieldType.Text);
        var words = reader.Document.Required(mapping, "order", "'stage'") is { } order
            ? WordTable.ReadWords(reader.Document, order, "'order'", atLeast: 2)
            : null;
        return field is null || words is not { } stages
            ? null
            : new LookupMeasure(field, WordTable.Ranks(stages, stages.Length), selection);
    }
}
