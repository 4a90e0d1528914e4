using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>
/// Reads <c>columns: { as: event, into: quantity, names: [logins, exports] }</c>: a row with a column for each thing that was
/// counted becomes a fact for each of them, unless nothing was counted. Likewise a wide table becomes attributes, or milestones,
/// of its account: an object for each column, with the column's name as its id.
/// </summary>
internal static class ColumnsReader
{
    public static ImmutableArray<FactMapping> Spread(Scope scope, FactMapping fact, DocumentNode node)
    {
        var reader = scope.Reader;
        if (reader.Mapping(node, "'columns'") is not { } mapping)
        {
            return [];
        }

        reader.AllowOnly(mapping, "'columns'", "as", "into", "names");
        var name = ReadField(reader, fact, mapping, "as", f => f.Type == FieldType.Text);
        var isObject = fact.Kind == FactKinds.Attributes || fact.Kind == FactKinds.Milestones;
        var value = ReadField(reader, fact, mapping, "into", f => f != name && (isObject ? f.Span is null : f.Type is FieldType.Number or FieldType.Money));
        var names = reader.Required(mapping, "names", "'columns'") is { } list ? scope.Words(list, "'names'") : [];
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            reader.Error(node.Position, "'names' has a column twice.");
        }

        if ((fact.Kind.Shape != FactShape.Occurrence && !isObject) || fact.Id is not null)
        {
            reader.Error(node.Position, "'columns' makes several facts of one row, so they must be occurrences, attributes or milestones, and without an 'id'.");
        }

        // Of what was counted zero is nothing; an attribute that is zero is known.
        string[] nothing = isObject ? [""] : ["", "0"];

        return name is null || value is null ? [] : [.. names.Select(column => fact with
        {
            Id = isObject ? new IdSource.Constant(column) : null,
            Where = [.. fact.Where, new Condition(column, [.. nothing, .. scope.Absent], IsNegated: true)],
            Fields =
            [
                .. fact.Fields,
                new FieldMapping(name, new FieldSource.Constant(FactValue.Of(column))),
                new FieldMapping(value, new FieldSource.Column(column) { Formats = value.IsTime ? scope.Dates : [] }),
            ],
        })];
    }

    private static FactField? ReadField(DocumentReader reader, FactMapping fact, DocumentNode.Mapping mapping, string key, Predicate<FactField> fits)
    {
        var fields = fact.Kind.Fields.Where(f => fits(f)).Select(f => f.Name).ToArray();
        if (reader.OneOf(reader.Required(mapping, key, "'columns'"), $"'{key}'", fields) is not { } named)
        {
            return null;
        }

        if (fact.Fields.Any(f => string.Equals(f.Field.Name, named, StringComparison.Ordinal)))
        {
            reader.Error(mapping.Position, $"'{named}' is filled by 'columns' and by 'fields'. Keep one of them.");
        }

        return fact.Kind[named];
    }
}
