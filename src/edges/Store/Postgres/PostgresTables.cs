using Mainstay.Store.Backups;

namespace Mainstay.Store.Postgres;

/// <summary>The tables of the schema as the server describes them.</summary>
internal static class PostgresTables
{
    public static async Task<IReadOnlyList<BackupTable>> ReadAsync(Session session)
    {
        var columns = await session.QueryAsync<Column>(
            """
            SELECT t.relname::text AS TableName, c.attname::text AS Name, format_type(c.atttypid, NULL) AS Type,
                   COALESCE(array_position(k.indkey::int2[], c.attnum), -1) AS Key
            FROM pg_class t
            JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
            JOIN pg_index k ON k.indrelid = t.oid AND k.indisprimary
            WHERE t.relkind IN ('r', 'p') AND t.relname <> 'schema_version'
              AND t.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('schema_version'))
            ORDER BY t.oid, c.attnum
            """);
        return
        [
            .. columns.GroupBy(c => c.TableName, StringComparer.Ordinal).Select(table => new BackupTable(
                new BulkTable(table.Key, [.. table.Select(c => new BulkColumn(c.Name, TypeOf(c.Type)))]),
                [.. table.Where(c => c.Key >= 0).OrderBy(c => c.Key).Select(c => c.Name)])),
        ];
    }

    private static ColumnType TypeOf(string type) => type switch
    {
        "text" => ColumnType.Text,
        "bigint" => ColumnType.Integer,
        "double precision" => ColumnType.Real,
        "bytea" => ColumnType.Blob,
        _ => throw new InvalidDataException($"A column has the type {type}, which the store does not use."),
    };

    private sealed class Column
    {
        public required string TableName { get; init; }

        public required string Name { get; init; }

        public required string Type { get; init; }

        /// <summary>Place in the primary key, from 0; -1 for none.</summary>
        public required int Key { get; init; }
    }
}
