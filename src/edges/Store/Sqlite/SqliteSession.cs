using System.Data.Common;
using System.Text.Json;
using Mainstay.Store.Backups;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Mainstay.Store.Sqlite;

internal sealed class SqliteSession(SqliteConnection connection, SqliteTransaction transaction, SqliteStatements statements, CancellationToken cancellationToken)
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

    public override Task<int> InsertAsync(BulkRows rows) => Task.FromResult(SqliteBulk.Insert(connection.Handle!, statements, rows));

    public override Task<bool[]> HasAsync(BulkTable table, string workspace, byte[][] keys) =>
        Task.FromResult(SqliteLookup.Has(connection.Handle!, statements, table, workspace, keys));

    public override Task QueueAsync(BulkRows rows) => InsertAsync(rows);

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
