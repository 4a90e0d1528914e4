using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Tests.Sqlite;

public sealed class OpeningTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_opener_is_refused_with_the_path_until_the_first_is_gone()
    {
        var path = TemporaryFile.Path();
        await using (await Database.OpenAsync(path, Ct))
        {
            var e = await Assert.ThrowsAsync<DatabaseOpenException>(() => Database.OpenAsync(path, Ct));
            Assert.Contains(path + ".lock", e.Message, StringComparison.Ordinal);
        }

        await using var again = await Database.OpenAsync(path, Ct);
    }

    // Two branches that each take the next number meet here before they meet a database.
    [Fact]
    public void Every_script_of_the_schema_has_a_number_of_its_own()
    {
        var numbers = typeof(Database).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("Schema/", StringComparison.Ordinal)).Select(n => n.Substring(7, 4)).ToArray();
        Assert.NotEmpty(numbers);
        Assert.Equal(numbers.Distinct(), numbers);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_alone()
    {
        var path = TemporaryFile.Path();
        await (await Database.OpenAsync(path, Ct)).DisposeAsync();
        await ExecuteAsync(path, "INSERT INTO schema_version (version, name) VALUES (9999, 'from the future')");

        var e = await Assert.ThrowsAsync<DatabaseOpenException>(() => Database.OpenAsync(path, Ct));

        Assert.Contains("9999", e.Message, StringComparison.Ordinal);
        Assert.Matches("up to [0-9]+", e.Message);
        Assert.Equal(9999L, await ExecuteAsync(path, "SELECT MAX(version) FROM schema_version"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        var path = TemporaryFile.Path();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var text = string.Concat(Enumerable.Repeat("not a database\n", 500));
        await File.WriteAllTextAsync(path, text, Ct);

        var e = await Assert.ThrowsAsync<DatabaseOpenException>(() => Database.OpenAsync(path, Ct));

        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(path, Ct));
    }

    [Fact]
    public async Task Every_table_begins_its_keys_with_the_workspace()
    {
        var path = TemporaryFile.Path();
        await (await Database.OpenAsync(path, Ct)).DisposeAsync();

        var wrong = await ExecuteAsync(
            path,
            """
            SELECT group_concat(t.name || '.' || i.name) FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
            WHERE t.type = 'table' AND t.name <> 'schema_version' AND c.seqno = 0 AND c.name <> 'workspace'
            """);

        Assert.Equal(DBNull.Value, wrong);
        Assert.True((long)(await ExecuteAsync(path, "SELECT COUNT(*) FROM sqlite_schema t, pragma_index_list(t.name) i WHERE t.type = 'table'"))! > 10);
    }

    [Fact]
    public async Task Readers_and_the_writer_do_not_wait_for_each_other_because_the_log_is_written_ahead()
    {
        var path = TemporaryFile.Path();
        await (await Database.OpenAsync(path, Ct)).DisposeAsync();

        Assert.Equal("wal", await ExecuteAsync(path, "PRAGMA journal_mode"));
    }

    private static async Task<object?> ExecuteAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Ct);
    }
}
