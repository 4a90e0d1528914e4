using System.Data.Common;
using Mainstay.Store.Backups;
using Npgsql;

namespace Mainstay.Store.Postgres;

internal sealed class PostgresSession(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    : Session(connection, transaction, cancellationToken)
{
    private const int MostQueued = 500;

    private NpgsqlBatch? _queue;

    /// <summary>Whether the server has done anything in this transaction.</summary>
    public bool HasAnswered { get; private set; }

    public override string Now => "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)";

    public override PreparedStatement Prepare(string sql, params ReadOnlySpan<string> parameters) => new PostgresStatement(this, sql, parameters);

    public override ReadOnlySpan<byte> Utf8(DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public override string IsAmong(string column, string parameter) => $"{column} = ANY(@{parameter})";

    public override object Among(IEnumerable<string> texts) => texts.ToArray();

    public override async Task<int> InsertAsync(BulkRows rows)
    {
        await FlushAsync();
        return rows.Count == 0 ? 0 : await PostgresBulk.InsertAsync(connection, transaction, rows, CancellationToken);
    }

    public override async Task<bool[]> HasAsync(BulkTable table, string workspace, byte[][] keys)
    {
        var (first, second) = (table.Columns[0].Name, table.Columns[1].Name);
        var found = (await QueryAsync<byte[]>($"SELECT {second} FROM {table.Name} WHERE {first} = @workspace AND {second} = ANY(@keys)", new { workspace, keys }))
            .Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        return Array.ConvertAll(keys, key => found.Contains(Convert.ToHexString(key)));
    }

    public override Task QueueAsync(BulkRows rows) => rows.Count == 0 ? Task.CompletedTask : QueueAsync(PostgresBulk.Command(rows));

    public override Task<IReadOnlyList<BackupTable>> TablesAsync() => PostgresTables.ReadAsync(this);

    public override Task EnterAsync(string workspace) => QueueAsync(
        new NpgsqlBatchCommand("SELECT set_config('mainstay.workspace', $1, true), set_config('mainstay.across', 'off', true)")
        {
            Parameters = { new NpgsqlParameter { Value = workspace } },
        });

    public override Task LockAsync(string name) => QueueAsync(
        new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))") { Parameters = { new NpgsqlParameter { Value = name } } });

    public override Task LockSharedAsync(string name) => QueueAsync(
        new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))") { Parameters = { new NpgsqlParameter { Value = name } } });

    public override async Task MakeAppendOnlyAsync(string table)
    {
        await ExecuteAsync(
            $"""
            CREATE OR REPLACE FUNCTION {table}_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{table} is only ever added to'; END $$
            """);
        await ExecuteAsync($"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_only_added_to()");
    }

    public override async Task FlushAsync()
    {
        if (_queue is { } queue)
        {
            _queue = null;
            await using (queue)
            {
                await queue.ExecuteNonQueryAsync(CancellationToken);
                HasAnswered = true;
            }
        }
    }

    public Task QueueAsync(NpgsqlBatchCommand command)
    {
        _queue ??= new NpgsqlBatch(connection, transaction);
        _queue.BatchCommands.Add(command);
        return _queue.BatchCommands.Count < MostQueued ? Task.CompletedTask : FlushAsync();
    }

    /// <summary>Runs the command after those that are queued.</summary>
    public async Task<DbDataReader> ReadAsync(NpgsqlBatchCommand command)
    {
        await FlushAsync();
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(command);
        return await batch.ExecuteReaderAsync(CancellationToken);
    }
}
