using Mainstay.Cli.Tests.Reference;

namespace Mainstay.Cli.Tests.Store;

/// <summary>Real processes that are stopped in the middle, gently and not.</summary>
public sealed class InterruptionTests(Peers peers)
{
    private const int Seed = 20250101;

    private string[] Files => ["--data", peers.Folder(Seed, "XS"), "--mapping", Places.In("samples/mappings/peers.yaml")];

    private static string[] Model => ["--model", Places.In("models/reference.yaml")];

    [Fact]
    public async Task An_import_that_was_killed_is_run_again_and_nothing_is_missing_or_double()
    {
        using var folder = new TestFolder();
        var database = folder.PathOf("m.db");
        string[] import = ["import", .. Files, "--database", database];
        using (var process = RealProcess.Start(folder.Root, import))
        {
            await process.UntilAsync(() => SizeOf(database) + SizeOf(database + "-wal") > 6_000_000, "a part was stored");
            process.Kill();
            Assert.NotEqual(0, (await process.EndAsync()).Code);
        }

        var again = (await RealProcess.RunAsync(folder.Root, import)).AssertOk();
        Assert.DoesNotContain("\nWorkspace peers: 0 facts added", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" 0 were there already", again.Output, StringComparison.Ordinal);

        string[] score = ["--from", "2025-09-01", "--to", "2025-12-01", "--every", "month", "--format", "csv"];
        var expected = await Cli.RunAsync(["score", .. Model, .. Files, .. score]);
        Assert.Equal(expected.AssertOk(), await Cli.RunAsync(["score", .. Model, "--database", database, .. score]));
        Assert.True(expected.Lines.Length > 400);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_score_with_130_leaves_the_old_file_and_no_half_one()
    {
        using var folder = new TestFolder();
        var path = folder.Write("scores.csv", "the scores of yesterday");
        using var process = RealProcess.Start(
            folder.Root, ["score", .. Model, .. Files, "--from", "2025-01-02", "--to", "2026-01-01", "--format", "csv", "--out", path]);
        await process.UntilAsync(() => File.Exists(path + ".unfinished"), "it writes");
        await process.InterruptAsync();
        var outcome = await process.EndAsync();

        Assert.Equal(MainstayCommand.Cancelled, outcome.Code);
        Assert.EndsWith("Stopped. Nothing half-done is left; run the same command again.\n", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal("the scores of yesterday", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public async Task Ctrl_C_ends_an_import_with_130_and_the_database_opens_again()
    {
        using var folder = new TestFolder();
        var database = folder.PathOf("m.db");
        using var process = RealProcess.Start(folder.Root, ["import", .. Files, "--database", database]);
        await process.UntilAsync(() => SizeOf(database) + SizeOf(database + "-wal") > 1_000_000, "a part was stored");
        await process.InterruptAsync();
        Assert.Equal(MainstayCommand.Cancelled, (await process.EndAsync()).Code);
        (await Cli.RunAsync(["import", .. Files, "--database", database])).AssertOk();
    }

    [Fact]
    public async Task A_run_that_is_cancelled_before_it_begins_does_nothing()
    {
        using var folder = new TestFolder();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var outcome = await Cli.RunAsync(
            cancelled.Token, ["score", .. Places.Model, .. Places.Harbour, .. Places.AsOf, "--out", folder.PathOf("scores.csv")]);
        Assert.Equal((MainstayCommand.Cancelled, ""), (outcome.Code, outcome.Output));
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    private static long SizeOf(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;
}
