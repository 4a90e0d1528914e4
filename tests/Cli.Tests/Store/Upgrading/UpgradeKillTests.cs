using System.Globalization;
using Mainstay.Store.Schema;
using Mainstay.Store.Tests.Postgres;

namespace Mainstay.Cli.Tests.Store.Upgrading;

/// <summary>
/// The real program, killed at random moments while it upgrades a database: 3 databases of each kind, 40 with MAINSTAY_SOAK. Each is killed
/// in <c>migrate</c>, then in the start of <c>serve</c>, and must then be whole and served.
/// </summary>
public sealed class UpgradeKillTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task An_upgrade_that_is_killed_leaves_the_old_schema_or_the_new_one_and_everything_is_there_after_the_next_start(string engine)
    {
        using var folder = new TestFolder();
        var isServer = engine == "PostgreSQL";
        var (today, old) = (folder.PathOf("today.db"), isServer ? await NewAsync(PostgresCluster.Empty) : folder.PathOf("old.db"));
        (await Cli.RunAsync(["import", .. Places.Harbour, "--database", today])).AssertOk();
        (await Cli.RunAsync(["score", "--save", .. Places.Model, .. Places.AsOf, "--database", today])).AssertOk();
        await OldDatabase.CreateAsync(old, today, Ct);
        var (schema, newest, scores) = (
            await OldDatabase.SchemaAsync(isServer ? await PostgresCluster.CreateAsync(Ct) : today, Ct), await OldDatabase.VersionAsync(today, Ct), await ScoresAsync(today));
        Assert.NotEqual(schema, await OldDatabase.SchemaAsync(old, Ct));

        var isSoak = Environment.GetEnvironmentVariable("MAINSTAY_SOAK") is not null;
        var (random, kills, broken) = (new Random(7), isSoak ? 40 : 3, 0);
        var length = await LengthAsync(folder, await CopyAsync(0));
        for (var i = 0; i < kills; i++)
        {
            var database = await CopyAsync(i + 1);
            using (var migrate = await MigrateAsync(folder, database))
            {
                await Task.Delay(length * i / kills, Ct);
                migrate.Kill();
                broken += (await migrate.EndAsync()).Code == MainstayCommand.Ok ? 0 : 1;
            }

            Assert.Contains(await OldDatabase.VersionAsync(database, Ct), (int[])[OldDatabase.Version, newest]);
            using (var start = Serve(folder, database))
            {
                await Task.Delay(random.Next(0, 1500), Ct);
                start.Kill();
                await start.EndAsync();
            }

            using (var server = Serve(folder, database))
            {
                await server.UntilAsync(() => server.Output.Contains("Mainstay is at", StringComparison.Ordinal), "it is ready", TimeSpan.FromSeconds(isSoak ? 10 : 60));
            }

            Assert.Equal(schema, await OldDatabase.SchemaAsync(database, Ct));
            Assert.Equal(scores, await ScoresAsync(database));
            await AssertSnapshotsAsync(database);
            Assert.Empty(Directory.GetFiles(folder.Root, "*.part*"));
        }

        Assert.True(broken > 0, "Every upgrade was through before it was killed.");

        async Task<string> CopyAsync(int number)
        {
            if (isServer)
            {
                return await NewAsync(new Npgsql.NpgsqlConnectionStringBuilder(old).Database!);
            }

            var copy = folder.PathOf(string.Create(CultureInfo.InvariantCulture, $"copy-{number}.db"));
            File.Copy(old, copy);
            return copy;
        }
    }

    private static async Task<string> NewAsync(string template) => PostgresCluster.As("mainstay_owner", await PostgresCluster.CreateAsync(Ct, template));

    private static RealProcess Serve(TestFolder folder, string database) =>
        RealProcess.Start(folder.Root, "serve", "--open", "--workspace", "demo", "--database", database, "--urls", "http://127.0.0.1:0");

    /// <summary>It says what it will do, and begins.</summary>
    private static async Task<RealProcess> MigrateAsync(TestFolder folder, string database)
    {
        var last = (await SchemaState.ReadAsync(database, Ct)).Pending[^1];
        var migrate = RealProcess.Start(folder.Root, "migrate", "--database", database);
        await migrate.UntilAsync(() => migrate.Output.Contains(last, StringComparison.Ordinal), "it begins");
        return migrate;
    }

    /// <summary>How long it takes when nobody kills it.</summary>
    private static async Task<TimeSpan> LengthAsync(TestFolder folder, string database)
    {
        using var migrate = await MigrateAsync(folder, database);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        (await migrate.EndAsync()).AssertOk();
        return clock.Elapsed;
    }

    private static async Task<string> ScoresAsync(string database) =>
        (await Cli.RunAsync(["score", .. Places.Model, "--workspace", "demo", "--from", "2026-10-25", "--to", "2026-11-01", "--format", "csv", "--database", database])).AssertOk().Output;

    private static async Task AssertSnapshotsAsync(string database)
    {
        const string Workspace = "wide";
        await using var store = await Mainstay.Store.Database.OpenAsync(database, Ct);
        var day = new DateOnly(2026, 3, 30);
        Assert.Equal(OldDatabase.Snapshots, (await store.Snapshots.KeptDaysAsync(Workspace, "v1", "health", day, day, Ct)).Count);
        for (var i = 0; i < OldDatabase.Snapshots; i += 500)
        {
            var snapshot = await store.Snapshots.LatestAsync(Workspace, string.Create(CultureInfo.InvariantCulture, $"a{i}"), "health", Ct);
            Assert.Equal((double)i, snapshot!.Signals[0].Value);
        }
    }
}
