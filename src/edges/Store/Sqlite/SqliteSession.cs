using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Mainstay.Store.Backups;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Mainstay.Store.Sqlite;

internal sealed class SqliteSession(SqliteConnection connection, SqliteTransaction transaction, CancellationToken cancellationToken)
    : Session(connection, transaction, cancellationToken)
{
    public override string Now => "CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER)";

    public override PreparedStatement Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        return new SqliteStatement(command, sql, parameters, CancellationToken);
    }

    public override ReadOnlySpan<byte> Utf8(DbDataReader row, int column) => raw.sqlite3_column_blob(((SqliteDataReader)row).Handle, column);

    public override string IsAmong(string column, string parameter) => $"{column} IN (SELECT value FROM json_each(@{parameter}))";

    public override object Among(IEnumerable<string> texts) => JsonSerializer.Serialize([.. texts], StoreJson.Default.StringArray);

    public override async Task<int> InsertAsync(BulkTable table, IReadOnlyList<object?[]> rows)
    {
        var names = table.Columns.Select(c => c.Name).ToArray();
        using var insert = Prepare(
            string.Create(
                CultureInfo.InvariantCulture,
                $"INSERT INTO {table.Name} ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select(n => "@" + n))}) ON CONFLICT DO NOTHING"),
            names);
        var added = 0;
        foreach (var row in rows)
        {
            added += await insert.ExecuteAsync(row);
        }

        return added;
    }

    public override async Task<IReadOnlyList<BackupTable>> TablesAsync()
    {
        var columns = await QueryAsync<Column>(
            """
            SELECT t.name AS TableName, c.name AS Name, c.type AS Type, c.pk AS Key
            FROM sqlite_schema t, pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'schema_version'
            ORDER BY t.rowid, c.cid
            """);
        return
        [
            .. columns.GroupBy(c => c.TableName, StringComparer.Ordinal).Select(table => new BackupTable(
                new BulkTable(table.Key, [.. table.Select(c => new BulkColumn(c.Name, Enum.Parse<ColumnType>(c.Type, ignoreCase: true)))]),
                [.. table.Where(c => c.Key > 0).OrderBy(c => c.Key).Select(c => c.Name)])),
        ];
    }

    // Statements alone keep workspaces apart.
    public override Task EnterAsync(string workspace) => Task.CompletedTask;

    // There is one writer.
    public override Task LockAsync(string name) => Task.CompletedTask;

    public override Task LockSharedAsync(string name) => Task.CompletedTask;

    public override async Task MakeAppendOnlyAsync(string table)
    {
        foreach (var what in (string[])["UPDATE", "DELETE"])
        {
            await ExecuteAsync(
                $"""
                CREATE TRIGGER {table}_no_{what.ToLowerInvariant()} BEFORE {what} ON {table}
                BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END
                """);
        }
    }

    // Nothing is queued: a call into the same process costs less than keeping it.
    public override Task FlushAsync() => Task.CompletedTask;

    private sealed class Column
    {
        public required string TableName { get; init; }

        public required string Name { get; init; }

        public required string Type { get; init; }

        /// <summary>Place in the primary key, from 1; 0 for none.</summary>
        public required int Key { get; init; }
    }
}
