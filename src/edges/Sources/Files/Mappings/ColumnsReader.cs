using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>
/// Reads <c>columns: { as: event, into: quantity, names: [logins, exports] }</c>: a row with a column for each thing that was
/// counted becomes a fact for each of them, unless nothing was counted.
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
        var value = ReadField(reader, fact, mapping, "into", f => f.Type is FieldType.Number or FieldType.Money);
        var names = reader.Required(mapping, "names", "'columns'") is { } list ? scope.Words(list, "'names'") : [];
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            reader.Error(node.Position, "'names' has a column twice.");
        }

        if (fact.Kind.Shape != FactShape.Occurrence || fact.Id is not null)
        {
            reader.Error(node.Position, "'columns' makes several facts of one row, so they must be occurrences without an 'id'.");
        }

        return name is null || value is null ? [] : [.. names.Select(column => fact with
        {
            Where = [.. fact.Where, new Condition(column, ["", "0", .. scope.Absent], IsNegated: true)],
            Fields =
            [
                .. fact.Fields,
                new FieldMapping(name, new FieldSource.Constant(FactValue.Of(column))),
                new FieldMapping(value, new FieldSource.Column(column)),
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
