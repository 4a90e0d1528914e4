using Mainstay.Store;

namespace Mainstay.Cli.Tests.Store;

/// <summary>From files into the store, to scores that stay, to tasks and their messages.</summary>
public sealed class SavingTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private readonly TestFolder _folder = new();

    private string File => _folder.PathOf("m.db");

    private string[] Saving => ["score", "--save", .. Places.Model, "--database", File, "--playbooks", Places.In("playbooks/red-account.yaml")];

    public async ValueTask InitializeAsync() => (await Cli.RunAsync(["import", .. Places.Harbour, "--database", File])).AssertOk();

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("table")]
    public async Task The_store_is_scored_as_the_files_it_was_filled_from(string format)
    {
        string[] days = ["--from", "2026-09-01", "--to", "2026-11-01", "--format", format];
        var files = await Cli.HarbourAsync("score", days);
        var store = await Cli.RunAsync(["score", .. Places.Model, "--database", File, .. days]);
        Assert.Equal(files.AssertOk(), store);
        Assert.True(files.Lines.Length > 300);
    }

    [Fact]
    public async Task An_account_of_the_store_is_explained_as_that_of_the_files()
    {
        var files = await Cli.HarbourAsync("explain", [.. Places.AsOf, "--account", "corvel"]);
        var store = await Cli.RunAsync(["explain", .. Places.Model, "--database", File, .. Places.AsOf, "--account", "corvel"]);
        Assert.Equal(files.AssertOk(), store);
    }

    [Fact]
    public async Task An_account_that_is_red_becomes_one_task_with_one_message_however_often_it_is_scored()
    {
        string[] run = [.. Saving, "--from", "2026-10-01", "--to", "2026-11-01"];
        Assert.Equal("Workspace demo: 6 accounts scored, 192 daily scores and 1 tasks are new.\n", (await Cli.RunAsync(run)).AssertOk().Output);
        Assert.Equal("Workspace demo: 6 accounts scored, 0 daily scores and 0 tasks are new.\n", (await Cli.RunAsync(run)).AssertOk().Output);

        await using var database = await Database.OpenAsync(File, TestContext.Current.CancellationToken);
        var task = Assert.Single(await database.Tasks.ListAsync("demo", open: true, null, null, TestContext.Current.CancellationToken));
        var message = Assert.Single(await database.Outbox.ClaimAsync("demo", 10, DateTimeOffset.UtcNow, Lease, TestContext.Current.CancellationToken));
        Assert.Equal("corvel", task.AccountId);
        Assert.Equal(task.Key, message.IdempotencyKey);
        Assert.StartsWith("Corvelgate Castings turned red at ", task.Title, StringComparison.Ordinal);
        Assert.NotEmpty(task.Drivers);
    }

    [Fact]
    public async Task What_is_kept_is_what_is_printed_unrounded()
    {
        (await Cli.RunAsync([.. Saving, .. Places.AsOf])).AssertOk();
        var printed = Csv.Read((await Cli.HarbourAsync("score", [.. Places.AsOf, "--format", "csv"])).Output);
        await using var database = await Database.OpenAsync(File, TestContext.Current.CancellationToken);
        foreach (var row in printed)
        {
            var kept = await database.Snapshots.LatestAsync("demo", row["account_id"], null, TestContext.Current.CancellationToken);
            Assert.Equal(row["value"], kept!.Value!.Value.ToString("R"));
            Assert.Equal(row["tier"], kept.Tier);
            Assert.Equal(row["trend"], kept.Trend.ToString().ToLowerInvariant());
        }
    }

    [Fact]
    public async Task A_day_that_was_shown_stays_and_facts_that_would_change_it_are_told()
    {
        (await Cli.RunAsync([.. Saving, .. Places.AsOf])).AssertOk();
        using var late = TestFolder.OfHarbour();
        System.IO.File.AppendAllText(late.PathOf("surveys.csv"), "sur-late,marlbeck,2026-10-20,,1,,,\n");
        (await Cli.RunAsync("import", "--data", late.Root, "--mapping", Places.In("samples/mappings/demo.yaml"), "--database", File)).AssertOk();

        var again = await Cli.RunAsync([.. Saving, .. Places.AsOf]);
        again.AssertBadInput("marlbeck", "A daily score stays as it was shown");
    }

    [Fact]
    public async Task Save_needs_a_store()
    {
        using var empty = new TestFolder();
        var outcome = await RealProcess.RunAsync(empty.Root, ["score", "--save", .. Places.Model, .. Places.AsOf]);
        outcome.AssertBadInput("There is no database mainstay-data/mainstay.db");
        Assert.Empty(Directory.GetFileSystemEntries(empty.Root));
    }
}
