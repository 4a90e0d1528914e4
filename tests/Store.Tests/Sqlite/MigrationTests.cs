using System.Globalization;
using Mainstay.Store.Schema;
using Mainstay.Store.Tests.Snapshots;
using Microsoft.Data.Sqlite;

namespace Mainstay.Store.Tests.Sqlite;

public sealed class MigrationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Snapshots_that_were_kept_as_JSON_say_the_same_in_bytes_and_the_old_file_stays_beside()
    {
        var path = await WideAsync();
        var state = await SchemaState.ReadAsync(path, Ct);
        Assert.Equal((9, "0010-compact-snapshots"), (state.Current, state.Pending[0]));

        await using (var store = await Database.OpenAsync(path, Ct))
        {
            foreach (var (account, day) in new[] { ("a", "2026-03-30"), ("b", "2026-03-31") })
            {
                var expected = Batches.Snapshot(account, DateOnly.Parse(day, CultureInfo.InvariantCulture), 1d / 3);
                var read = (await store.Snapshots.LatestAsync("w", account, "health", Ct))!;
                Assert.Equal(SnapshotSamples.Bits(expected), SnapshotSamples.Bits(read));
                Assert.Equal((expected.Day, expected.Point, expected.Value), (read.Day, read.Point, read.Value));
            }

            Assert.Equal(["w"], await store.WorkspacesAsync(Ct));
        }

        Assert.Equal(2L, await ScalarAsync(path + ".schema-9.db", "SELECT COUNT(*) FROM snapshots WHERE drivers <> ''"));
        Assert.Empty((await SchemaState.ReadAsync(path, Ct)).Pending);
    }

    [Fact]
    public async Task An_upgraded_schema_is_the_one_of_a_new_database()
    {
        var (old, fresh) = (await WideAsync(), TemporaryFile.Path());
        await (await Database.OpenAsync(old, Ct)).DisposeAsync();
        await (await Database.OpenAsync(fresh, Ct)).DisposeAsync();

        const string Schema = "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_schema ORDER BY type, name)";
        Assert.Equal(await ScalarAsync(fresh, Schema), await ScalarAsync(old, Schema));
    }

    [Fact]
    public async Task An_empty_database_is_not_copied_before_it_is_upgraded()
    {
        var path = await WideAsync();
        await ScalarAsync(path, "DELETE FROM facts");
        await (await Database.OpenAsync(path, Ct)).DisposeAsync();

        Assert.False(File.Exists(path + ".schema-9.db"));
    }

    /// <summary>A database as the Mainstay before left it, made by its own scripts.</summary>
    private static async Task<string> WideAsync()
    {
        var path = TemporaryFile.Path();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await ScalarAsync(path, "CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL)");
        var assembly = typeof(Database).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => string.CompareOrdinal(n, "Schema/0010") < 0).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await ScalarAsync(path, await reader.ReadToEndAsync(Ct));
            await ScalarAsync(path, $"INSERT INTO schema_version (version, name) VALUES ({name[7..11]}, '{name[7..]}')");
        }

        await ScalarAsync(path, "INSERT INTO facts (workspace, account, kind, at_us, identity, body) VALUES ('w', 'a', 'usage', 0, randomblob(16), '{}')");
        foreach (var (account, day, micros) in new[] { ("a", "2026-03-30", 1774828800000000), ("b", "2026-03-31", 1774915200000000) })
        {
            await ScalarAsync(path, $$"""
                INSERT INTO snapshots VALUES ('w', '{{account}}', 'health', '{{day}}', 'v1', 'm', 1, {{micros}}, {{micros}}, 1.0 / 3, 'red', 2, 'declining', 0.9,
                    '[{"signal":"logins","label":"Log-ins für Ä","reading":"1/3","points":0.3333333333333333,"lost":0.1}]',
                    '[{"name":"usage","points":null},{"name":"support","points":0.6666666666666666}]',
                    '[{"name":"logins","value":1E-300,"missing":null,"points":5},{"name":"nps","value":null,"missing":"NotApplicable","points":null}]', NULL)
                """);
        }

        return path;
    }

    private static async Task<object?> ScalarAsync(string path, string sql)
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
