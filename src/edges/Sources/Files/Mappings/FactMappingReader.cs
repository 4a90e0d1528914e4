using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>Reads one entry of <c>into</c>.</summary>
internal static class FactMappingReader
{
    private static readonly string[] Keys = ["kind", "id", "account", "at", "updated_at", "recorded_at", "where", "columns", "fields"];

    /// <summary>One, or one for each of the columns that the entry names under <c>columns</c>.</summary>
    public static ImmutableArray<FactMapping> ReadAll(Scope scope, DocumentNode node) =>
        Read(scope, node) is not { } fact ? []
        : (node as DocumentNode.Mapping)?["columns"] is { } columns ? ColumnsReader.Spread(scope, fact, columns)
        : [fact];

    private static FactMapping? Read(Scope scope, DocumentNode node)
    {
        var reader = scope.Reader;
        if (reader.Mapping(node, "An entry of 'into'") is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, "An entry of 'into'", Keys);
        var kind = ReadKind(reader, reader.Required(mapping, "kind", "An entry of 'into'"));
        var what = kind is null ? "An entry of 'into'" : $"The entry for {kind}";
        var account = reader.Required(mapping, "account", what) is { } whose ? AccountSourceReader.ReadAll(scope, kind, whose) : [];
        var id = mapping["id"] is { } named ? ReadId(reader, named) : null;
        var at = ReadTime(scope, mapping["at"], "'at'");
        var where = mapping["where"] is { } conditions ? ReadWhere(scope, conditions) : [];
        var (updated, recorded) = (ReadTime(scope, mapping["updated_at"], "'updated_at'"), ReadTime(scope, mapping["recorded_at"], "'recorded_at'"));
        if (kind is null)
        {
            return null;
        }

        if (kind.Shape == FactShape.Occurrence && mapping["at"] is null)
        {
            reader.Error(mapping.Position, $"{what} needs 'at': the column that says when it happened.");
        }

        var fields = mapping["fields"] is { } list ? FieldMappingReader.ReadAll(scope, kind, list) : [];
        return account.IsEmpty ? null : new FactMapping
        {
            Kind = kind,
            Id = id,
            Account = account,
            At = at,
            UpdatedAt = updated,
            RecordedAt = recorded,
            Where = where,
            Fields = fields,
        };
    }

    internal static FactKind? ReadKind(DocumentReader reader, DocumentNode? node)
    {
        var names = FactKinds.All.Select(k => k.Name).ToArray();
        return reader.OneOf(node, "A kind of fact", names) is { } name ? FactKinds.Find(name) : null;
    }

    private static IdSource? ReadId(DocumentReader reader, DocumentNode node)
    {
        if (node is not DocumentNode.Mapping mapping)
        {
            return reader.Text(node, "'id'") is { } name ? new IdSource.Column(name) : null;
        }

        reader.AllowOnly(mapping, "'id'", "column", "constant");
        if (mapping["constant"] is { } constant)
        {
            if (mapping["column"] is { } beside)
            {
                reader.Error(beside.Position, "'id' has a constant and a column. Keep one of them.");
            }

            return reader.Text(constant, "The constant id") is { } id ? new IdSource.Constant(id) : null;
        }

        return reader.Text(reader.Required(mapping, "column", "'id'"), "The id's column") is { } column ? new IdSource.Column(column) : null;
    }

    private static TimeColumn? ReadTime(Scope scope, DocumentNode? node, string what)
    {
        if (node is not DocumentNode.Mapping mapping)
        {
            return scope.Reader.Text(node, what) is { } name ? new TimeColumn(name, scope.Dates) : null;
        }

        scope.Reader.AllowOnly(mapping, what, "column", "dates");
        var column = scope.Reader.Text(scope.Reader.Required(mapping, "column", what), $"The column of {what}");
        return column is null ? null : new TimeColumn(column, scope.With(mapping).Dates);
    }

    private static ImmutableArray<Condition> ReadWhere(Scope scope, DocumentNode node)
    {
        if (scope.Reader.Mapping(node, "'where'") is not { } mapping)
        {
            return [];
        }

        var conditions = ImmutableArray.CreateBuilder<Condition>();
        foreach (var (column, _, value) in mapping.Entries)
        {
            if (value is not DocumentNode.Mapping negated)
            {
                conditions.Add(new Condition(column, scope.Words(value, $"'{column}'"), IsNegated: false));
                continue;
            }

            scope.Reader.AllowOnly(negated, $"The condition on '{column}'", "not");
            if (scope.Reader.Required(negated, "not", $"The condition on '{column}'") is { } texts)
            {
                conditions.Add(new Condition(column, scope.Words(texts, "'not'"), IsNegated: true));
            }
        }

        return conditions.ToImmutable();
    }
}
