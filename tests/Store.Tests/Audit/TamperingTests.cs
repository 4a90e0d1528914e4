using Mainstay.Store.Audit;
using Mainstay.Store.Tests.Postgres;
using Mainstay.Store.Tests.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Mainstay.Store.Tests.Audit;

/// <summary>Somebody who writes to the database past Mainstay.</summary>
public sealed class TamperingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE audit SET actor = 'somebody else' WHERE number = 2")]
    [InlineData("DELETE FROM audit WHERE number = 3")]
    public async Task The_database_refuses_to_change_or_remove_an_entry(string sql)
    {
        var path = await FilledAsync();
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync(Ct);
            await using var command = new SqliteCommand(sql, connection);
            Assert.Contains("only ever added to", (await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync(Ct))).Message, StringComparison.Ordinal);
        }

        var server = await PostgresCluster.CreateAsync(Ct);
        await using (var store = await Database.OpenAsync(server, Ct))
        {
            await FillAsync(store);
        }

        await using var application = new NpgsqlConnection(server);
        await application.OpenAsync(Ct);
        await using var refused = new NpgsqlCommand("SET mainstay.workspace = 'w'; " + sql, application);
        Assert.Contains("only ever added to", (await Assert.ThrowsAsync<PostgresException>(() => refused.ExecuteNonQueryAsync(Ct))).MessageText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE audit SET actor = 'somebody else' WHERE number = 2", 2)]
    [InlineData("UPDATE audit SET new_value = NULL WHERE number = 1", 1)]
    [InlineData("UPDATE audit SET at_us = at_us + 1 WHERE number = 3", 3)]
    [InlineData("DELETE FROM audit WHERE number = 2", 2)]
    [InlineData("DELETE FROM audit WHERE number = 1; UPDATE audit SET number = number - 1", 1)]
    [InlineData("DELETE FROM audit WHERE number >= 3", 3)]
    [InlineData("DELETE FROM audit", 1)]
    public async Task Whoever_takes_the_refusal_away_first_is_found_by_the_chain(string sql, int broken)
    {
        var path = await FilledAsync();
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync(Ct);
            await using var command = new SqliteCommand("DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; " + sql, connection);
            await command.ExecuteNonQueryAsync(Ct);
        }

        await using var store = await Database.OpenAsync(path, Ct);
        Assert.Equal(broken, (await store.Audit.VerifyAsync("w", Ct)).Broken);
    }

    private static async Task<string> FilledAsync()
    {
        var path = TemporaryFile.Path();
        await using var store = await Database.OpenAsync(path, Ct);
        await FillAsync(store);
        return path;
    }

    private static async Task FillAsync(Database store)
    {
        foreach (var i in Enumerable.Range(1, 4))
        {
            await store.Audit.AddAsync("w", Actor.Mainstay(DateTimeOffset.UnixEpoch.AddDays(i)), new Change("a.b", "s", After: new() { ["i"] = i }), Ct);
        }

        Assert.Null((await store.Audit.VerifyAsync("w", Ct)).Broken);
    }
}
