using Npgsql;

namespace Mainstay.Store.Tests.Postgres;

public sealed class OpeningTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_nodes_that_start_together_one_makes_the_schema_and_the_other_waits()
    {
        var owner = PostgresCluster.As("mainstay_owner", await PostgresCluster.CreateAsync(Ct, PostgresCluster.Empty));

        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Database.OpenAsync(owner, Ct)));

        foreach (var node in nodes)
        {
            Assert.Empty(await node.WorkspacesAsync(Ct));
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_alone()
    {
        var owner = PostgresCluster.As("mainstay_owner", await PostgresCluster.CreateAsync(Ct));
        await ExecuteAsync(owner, "INSERT INTO schema_version (version, name) VALUES (9999, 'from the future')");

        var e = await Assert.ThrowsAsync<DatabaseOpenException>(() => Database.OpenAsync(owner, Ct));

        Assert.Contains("9999", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_may_not_make_the_schema_is_told_to_let_the_owner_do_it()
    {
        var e = await OpenErrorAsync(await PostgresCluster.CreateAsync(Ct, PostgresCluster.Empty));

        Assert.Contains("mainstay migrate", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_superuser_is_refused_because_row_level_security_does_not_hold_for_it()
    {
        var e = await OpenErrorAsync(PostgresCluster.As("postgres", await PostgresCluster.CreateAsync(Ct)));

        Assert.Contains("row level security", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_whose_security_was_switched_off_is_named()
    {
        var database = await PostgresCluster.CreateAsync(Ct);
        await ExecuteAsync(PostgresCluster.As("mainstay_owner", database), "ALTER TABLE tasks NO FORCE ROW LEVEL SECURITY");

        Assert.Contains("not forced on tasks", (await OpenErrorAsync(database)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=/nowhere;Database=mainstay;Username=u;Password=secret", "cannot be reached")]
    [InlineData("Host=h;Username=u;Password=secret", "needs Host and Database")]
    [InlineData("Host=h;Database=d;Nonsense=1;Password=secret", "cannot be read")]
    public async Task What_cannot_be_opened_is_told_without_its_password(string connection, string expected)
    {
        var e = await OpenErrorAsync(connection);

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_named()
    {
        var connection = new NpgsqlConnectionStringBuilder(await PostgresCluster.CreateAsync(Ct)) { Database = "nowhere" }.ToString();

        Assert.Contains("nowhere", (await OpenErrorAsync(connection)).Message, StringComparison.Ordinal);
    }

    private static Task<DatabaseOpenException> OpenErrorAsync(string connection) =>
        Assert.ThrowsAsync<DatabaseOpenException>(() => Database.OpenAsync(connection, Ct));

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Ct);
#pragma warning disable CA2100 // Constants of this file.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ct);
    }
}
