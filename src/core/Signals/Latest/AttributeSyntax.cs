using Mainstay.Core.Documents;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals.Latest;

/// <summary>
/// Reads <c>{ attribute: employees }</c>, the number of an account's attribute, and <c>{ attribute: region, values: { emea: 1 } }</c>,
/// what its word is worth.
/// </summary>
internal static class AttributeSyntax
{
    public static readonly MeasureSyntax Syntax = new("attribute", static (reader, mapping) => Read(reader, mapping));

    private static Measure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        var document = reader.Document;
        document.AllowOnly(mapping, "'attribute'", "attribute", "values", "else");
        var errors = document.Findings.Count;
        var name = document.Text(mapping["attribute"], "An attribute's name");
        var table = mapping["values"] is { } values ? WordTable.Read(document, values, mapping["else"], "'values'", -1e15, 1e15) : null;
        if (mapping["values"] is null && mapping["else"] is { } rest)
        {
            document.Error(rest.Position, "'else' is for words: add 'values'.");
        }

        if (name is null || document.Findings.Count > errors)
        {
            return null;
        }

        var kind = FactKinds.Attributes;
        var selection = new Selection { Kind = kind, Where = [new Condition.OneOf(kind["name"], [name], Negated: false)] };
        return table is null ? new LastMeasure(kind["number"], selection) : new LookupMeasure(kind["text"], table, selection);
    }
}
