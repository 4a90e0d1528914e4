using System.Collections.Frozen;
using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>Reads the <c>fields</c> of an entry of <c>into</c>.</summary>
internal static class FieldMappingReader
{
    private static readonly string[] Keys = ["column", "constant", "unit", "words", "strict", "dates"];

    public static ImmutableArray<FieldMapping> ReadAll(Scope scope, FactKind kind, DocumentNode node)
    {
        if (scope.Reader.Mapping(node, "'fields'") is not { } mapping)
        {
            return [];
        }

        var fields = ImmutableArray.CreateBuilder<FieldMapping>();
        foreach (var (name, position, value) in mapping.Entries)
        {
            if (kind.Find(name) is not { } field)
            {
                var names = kind.Fields.Where(f => f.Type != FieldType.Duration).Select(f => f.Name).ToArray();
                scope.Reader.Error(position, $"{Capitalised(kind.Name)} have no field '{name}'.{Suggestion.For(name, names)}");
            }
            else if (field.Span is { } span)
            {
                scope.Reader.Error(position, $"'{name}' is computed from {span.From} and {span.To}. Map those.");
            }
            else if (ReadSource(scope, field, value, mapping["currency"]) is { } source)
            {
                fields.Add(new FieldMapping(field, source));
            }
        }

        return fields.ToImmutable();
    }

    private static FieldSource? ReadSource(Scope scope, FactField field, DocumentNode node, DocumentNode? currency)
    {
        var reader = scope.Reader;
        var what = $"'{field.Name}'";
        if (node is not DocumentNode.Mapping mapping)
        {
            return reader.Text(node, what) is { } name ? new FieldSource.Column(name) { Formats = field.IsTime ? scope.Dates : [] } : null;
        }

        reader.AllowOnly(mapping, what, Keys);
        var column = new FieldSource.Column("")
        {
            Formats = field.IsTime ? scope.With(mapping).Dates : [],
            IsMajor = ReadUnit(reader, field, mapping["unit"]),
            Words = mapping["words"] is { } words ? ReadWords(reader, words) : FrozenDictionary<string, string>.Empty,
            IsStrict = ReadStrict(reader, mapping),
        };
        if (!field.IsTime && mapping["dates"] is { } dates)
        {
            reader.Error(dates.Position, $"{what} is not a time: 'dates' means nothing here.");
        }

        if (mapping["constant"] is { } constant)
        {
            if (mapping["column"] is { } beside)
            {
                reader.Error(beside.Position, $"{what} has a constant and a column. Keep one of them.");
            }

            return ReadConstant(scope, field, column, constant, currency);
        }

        return reader.Text(reader.Required(mapping, "column", what), $"The column of {what}") is { } named ? column with { Name = named } : null;
    }

    private static FieldSource.Constant? ReadConstant(Scope scope, FactField field, FieldSource.Column how, DocumentNode node, DocumentNode? currency)
    {
        var named = currency is DocumentNode.Mapping { } mapping ? mapping["constant"] as DocumentNode.Scalar : null;
        if (how.IsMajor && currency is not null && named is null)
        {
            scope.Reader.Error(node.Position, $"'{field.Name}' is a constant in major units, but its currency comes from a column. Write it in minor units.");
            return null;
        }

        if (scope.Reader.Text(node, $"The constant of '{field.Name}'") is not { } text)
        {
            return null;
        }

        if (ValueReader.Read(text.Trim(), field.Type, how, MinorDigits.Of(named?.Text), scope.Calendar, new TextPool(), out var value) is not { } expected)
        {
            return new FieldSource.Constant(value);
        }

        scope.Reader.Error(node.Position, $"The constant of '{field.Name}' must be {expected}, but is '{text}'.");
        return null;
    }

    private static bool ReadUnit(DocumentReader reader, FactField field, DocumentNode? node)
    {
        if (node is not null && field.Type != FieldType.Money)
        {
            reader.Error(node.Position, $"'{field.Name}' is not money: 'unit' means nothing here.");
            return false;
        }

        return reader.OneOf(node, "'unit'", "minor", "major") is "major";
    }

    private static bool ReadStrict(DocumentReader reader, DocumentNode.Mapping mapping)
    {
        if (reader.OneOf(mapping["strict"], "'strict'", "true", "false") is not "true")
        {
            return false;
        }

        if (mapping["words"] is null)
        {
            reader.Error(mapping.Position, "'strict' needs 'words': the words that are allowed.");
        }

        return true;
    }

    private static FrozenDictionary<string, string> ReadWords(DocumentReader reader, DocumentNode node)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (word, _, value) in reader.Mapping(node, "'words'")?.Entries ?? [])
        {
            if (reader.Text(value, $"The word for '{word}'") is { } text)
            {
                words[word.Trim()] = text.Trim();
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Capitalised(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
