using Mainstay.Store.Tests.Facts;
using Mainstay.Store.Tests.Snapshots;
using Npgsql;
using static Mainstay.Store.Tests.Snapshots.Batches;

namespace Mainstay.Store.Tests.Postgres;

/// <summary>What the database itself keeps apart, whatever statement the application might send.</summary>
public sealed class IsolationTests : IAsyncLifetime
{
    private string _database = "";
    private NpgsqlConnection _application = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresCluster.CreateAsync(Ct);
        await using (var store = await Database.OpenAsync(_database, Ct))
        {
            foreach (var workspace in new[] { "one", "two" })
            {
                await store.Facts.AppendAsync(workspace, new[] { FactSamples.Usage("a", 1) }.ToAsyncEnumerable(), null, null, Ct);
                await store.Facts.SaveStreamsAsync(workspace, new Dictionary<Core.Facts.FactKind, Core.Facts.Stream>(), "UTC", Ct);
                await store.Dirty.MarkAsync(workspace, ["a"], 0, Ct);
                await store.Jobs.AddAsync(workspace, "k", "", "", TimeSpan.Zero, Ct);
                await store.Snapshots.CommitAsync(workspace, Of(Today, Snapshot("a", Today, 30)).With(Decision("k", "a", Today)), Ct);
            }
        }

        _application = new NpgsqlConnection(_database);
        await _application.OpenAsync(Ct);
    }

    public async ValueTask DisposeAsync() => await (_application?.DisposeAsync() ?? ValueTask.CompletedTask);

    [Fact]
    public async Task Without_a_workspace_every_table_answers_with_an_error()
    {
        foreach (var table in await TablesAsync())
        {
            var e = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(null, $"SELECT COUNT(*) FROM {table}"));
            Assert.Equal(PostgresErrorCodes.UndefinedObject, e.SqlState);
        }
    }

    [Fact]
    public async Task A_connection_that_comes_back_from_a_workspace_shows_nothing_of_it()
    {
        foreach (var table in await TablesAsync())
        {
            await RunAsync("one", $"SELECT COUNT(*) FROM {table}");
            Assert.Equal(0L, await RunAsync(null, $"SELECT COUNT(*) FROM {table}"));
        }
    }

    [Fact]
    public async Task A_workspace_sees_only_its_own_rows_of_every_table()
    {
        var filled = 0;
        foreach (var table in await TablesAsync())
        {
            var own = (long)(await RunAsync("one", $"SELECT COUNT(*) FROM {table}"))!;
            Assert.Equal(own, await RunAsync("two", $"SELECT COUNT(*) FROM {table}"));
            Assert.Equal(0L, await RunAsync("one", $"SELECT COUNT(*) FROM {table} WHERE workspace <> 'one'"));
            filled += own > 0 ? 1 : 0;
        }

        Assert.True(filled >= 9, $"Only {filled} tables hold rows.");
    }

    [Fact]
    public async Task A_workspace_can_neither_add_nor_change_nor_remove_rows_of_another()
    {
        var e = await Assert.ThrowsAsync<PostgresException>(() => RunAsync("one", "INSERT INTO workspaces (workspace, zone_id) VALUES ('three', 'UTC')"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, e.SqlState);
        await Assert.ThrowsAsync<PostgresException>(() => RunAsync("one", "UPDATE tasks SET workspace = 'two'"));
        await RunAsync("one", "DELETE FROM facts");
        await RunAsync("one", "UPDATE tasks SET title = 'changed'");

        Assert.Equal(1L, await RunAsync("two", "SELECT COUNT(*) FROM facts"));
        Assert.Equal(1L, await RunAsync("two", "SELECT COUNT(*) FROM tasks WHERE title <> 'changed'"));
    }

    [Fact]
    public async Task The_applications_role_can_neither_open_a_table_nor_become_its_owner()
    {
        foreach (var sql in new[]
        {
            "ALTER TABLE facts DISABLE ROW LEVEL SECURITY", "ALTER TABLE facts NO FORCE ROW LEVEL SECURITY", "DROP POLICY of_workspace ON facts",
            "CREATE POLICY mine ON facts USING (true)", "SET ROLE mainstay_owner", "TRUNCATE facts", "CREATE TABLE mine (workspace TEXT)",
        })
        {
            var e = await Assert.ThrowsAsync<PostgresException>(() => RunAsync("one", sql));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, e.SqlState);
        }
    }

    [Fact]
    public async Task Even_the_owner_sees_one_workspace_at_a_time()
    {
        await using var owner = new NpgsqlConnection(PostgresCluster.As("mainstay_owner", _database));
        await owner.OpenAsync(Ct);
        await using var transaction = await owner.BeginTransactionAsync(Ct);
        await using var count = new NpgsqlCommand("SELECT set_config('mainstay.workspace', 'one', true); SELECT COUNT(*) FROM facts", owner, transaction);
        await using var reader = await count.ExecuteReaderAsync(Ct);
        await reader.NextResultAsync(Ct);
        await reader.ReadAsync(Ct);
        Assert.Equal(1L, reader.GetInt64(0));
    }

    [Fact]
    public async Task Every_table_has_forced_security_and_begins_its_keys_with_the_workspace()
    {
        Assert.Equal(0L, await RunAsync("one", """
            SELECT COUNT(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'schema_version'
            AND NOT (relrowsecurity AND relforcerowsecurity AND EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'of_workspace'))
            """));
        Assert.Equal(0L, await RunAsync("one", """
            SELECT COUNT(*) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
            WHERE t.relnamespace = 'public'::regnamespace AND t.relname <> 'schema_version' AND a.attname <> 'workspace'
            """));
    }

    [Fact]
    public async Task The_schema_can_be_distributed_by_workspace()
    {
        // What Citus asks of a distributed table: a key that begins with the column, and foreign keys that keep to one shard. The version of the
        // schema belongs to no workspace and is a reference table.
        Assert.Equal(0L, await RunAsync("one", """
            SELECT COUNT(*) FROM pg_class t WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace AND t.relname <> 'schema_version'
            AND NOT EXISTS (SELECT 1 FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
                            WHERE c.conrelid = t.oid AND c.contype = 'p' AND a.attname = 'workspace')
            """));
        Assert.Equal(0L, await RunAsync("one", """
            SELECT COUNT(*) FROM pg_constraint c
            JOIN pg_attribute own ON own.attrelid = c.conrelid AND own.attnum = c.conkey[1]
            JOIN pg_attribute other ON other.attrelid = c.confrelid AND other.attnum = c.confkey[1]
            WHERE c.contype = 'f' AND (own.attname <> 'workspace' OR other.attname <> 'workspace')
            """));
        Assert.Equal(0L, await RunAsync("one", "SELECT COUNT(*) FROM pg_constraint WHERE contype IN ('u', 'x') AND conkey[1] <> (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND attname = 'workspace')"));

        // The audit log refuses changes by a trigger, which Citus keeps on shards only where its operator allows triggers; no other table has one.
        Assert.Equal(0L, await RunAsync("one", "SELECT COUNT(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid <> 'audit'::regclass"));
        Assert.True((long)(await RunAsync("one", "SELECT COUNT(*) FROM pg_constraint WHERE contype = 'f'"))! >= 4);
    }

    [Fact]
    public async Task Across_workspaces_only_their_names_and_what_waits_to_be_done_are_seen_and_nothing_is_written()
    {
        const string Across = "SELECT set_config('mainstay.workspace', '', true), set_config('mainstay.across', 'on', true); ";
        foreach (var table in await TablesAsync())
        {
            Assert.Equal(table is "workspaces" or "outbox" or "jobs" or "dirty" ? 2L : 0L, await RunAsync(null, $"{Across}SELECT COUNT(*) FROM {table}"));
        }

        await RunAsync(null, Across + "DELETE FROM outbox");
        Assert.Equal(1L, await RunAsync("one", "SELECT COUNT(*) FROM outbox"));
        await RunAsync("one", "UPDATE outbox SET due_us = NULL");
        Assert.Equal(1L, await RunAsync(null, $"{Across}SELECT COUNT(*) FROM outbox"));
    }

    private async Task<string[]> TablesAsync()
    {
        await using var command = new NpgsqlCommand(
            "SELECT array_agg(relname::text ORDER BY relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'schema_version'",
            _application);
        return (string[])(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <returns>The first value of the last result.</returns>
    private async Task<object?> RunAsync(string? workspace, string sql)
    {
        await using var transaction = await _application.BeginTransactionAsync(Ct);
        if (workspace is not null)
        {
            await using var set = new NpgsqlCommand("SELECT set_config('mainstay.workspace', $1, true)", _application, transaction)
            {
                Parameters = { new NpgsqlParameter { Value = workspace } },
            };
            await set.ExecuteNonQueryAsync(Ct);
        }

#pragma warning disable CA2100 // Constants of this file.
        await using var command = new NpgsqlCommand(sql, _application, transaction);
#pragma warning restore CA2100
        object? value = null;
        await using (var reader = await command.ExecuteReaderAsync(Ct))
        {
            do
            {
                value = await reader.ReadAsync(Ct) ? reader.GetValue(0) : value;
            }
            while (await reader.NextResultAsync(Ct));
        }

        await transaction.CommitAsync(Ct);
        return value;
    }
}
