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
        Assert.Equal(expected.AssertOk().Output, (await Cli.RunAsync(["score", .. Model, "--database", database, .. score])).AssertOk().Output);
        Assert.True(expected.Lines.Length > 400);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_score_as_json_with_130_leaves_the_old_file_and_no_half_one()
    {
        using var folder = new TestFolder();
        var path = folder.Write("scores.json", "the scores of yesterday");
        using var process = RealProcess.Start(
            folder.Root, ["score", .. Model, .. Files, "--from", "2025-01-02", "--to", "2026-01-01", "--format", "json", "--out", path]);
        await process.UntilAsync(() => File.Exists(path + ".unfinished"), "it writes");
        await process.InterruptAsync();
        var outcome = await process.EndAsync();

        Assert.Equal(MainstayCommand.Cancelled, outcome.Code);
        Assert.EndsWith("Stopped. Nothing half-done is left; run the same command again.\n", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal("the scores of yesterday", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public async Task A_score_that_was_killed_goes_on_where_it_was_and_its_file_is_the_same_to_the_byte()
    {
        using var folder = new TestFolder();
        var path = folder.PathOf("scores.csv");
        Assert.Matches("Going on: .*scores.csv.part holds [1-9]", await KilledAgainAndAgainAsync(folder, path));
        Assert.Equal((await Cli.RunAsync(Year)).AssertOk().Output, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public async Task Ctrl_C_ends_a_score_with_130_and_says_from_where_it_goes_on()
    {
        using var folder = new TestFolder();
        var path = folder.Write("scores.csv", "the scores of yesterday");
        using var process = RealProcess.Start(folder.Root, [.. Year, "--out", path]);
        await process.UntilAsync(() => NotedIn(path) > 0, "a part was noted");
        await process.InterruptAsync();
        var outcome = await process.EndAsync();

        Assert.Equal(MainstayCommand.Cancelled, outcome.Code);
        Assert.Matches("(?m)^Stopped. .*scores.csv.part holds [0-9]+ of 200 accounts; the same command goes on from there.\n\\z", outcome.Errors);
        Assert.Equal("the scores of yesterday", File.ReadAllText(path));

        var other = await Cli.RunAsync([.. Year, "--account", "nobody-knows-it", "--out", path]);
        other.AssertBadInput("There is no account");
        Assert.True(NotedIn(path) > 0, "Another command's mistake took the part away.");

        Assert.Contains("Going on: ", (await RealProcess.RunAsync(folder.Root, [.. Year, "--out", path])).AssertOk().Errors, StringComparison.Ordinal);
        Assert.Equal((await Cli.RunAsync(Year)).Output, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("other days", "--to", "2025-12-31")]
    [InlineData("another model", "--model", "models/b2b-saas.yaml")]
    [InlineData("other facts", "--account", "")]
    public async Task A_part_of_other_inputs_is_not_gone_on_with(string told, string option, string value)
    {
        using var folder = new TestFolder();
        var path = folder.PathOf("scores.csv");
        using (var process = RealProcess.Start(folder.Root, [.. Year, "--out", path]))
        {
            await process.UntilAsync(() => NotedIn(path) > 0, "a part was noted");
            process.Kill();
            await process.EndAsync();
        }

        string[] changed = option switch
        {
            "--account" => [.. Year, option, File.ReadLines(Path.Combine(peers.Folder(Seed, "XS"), "accounts.csv")).Last().Split(',')[0]],
            _ => [.. Year.Select((arg, i) => i > 0 && Year[i - 1] == option ? option == "--model" ? Places.In(value) : value : arg)],
        };
        var again = await RealProcess.RunAsync(folder.Root, [.. changed, "--out", path]);
        Assert.Contains($"{path}.part was begun with {told}: starting over.\n", again.AssertOk().Errors, StringComparison.Ordinal);
        Assert.Equal((await Cli.RunAsync(changed)).Output, File.ReadAllText(path));
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

    private string[] Year => ["score", .. Model, .. Files, "--from", "2025-01-02", "--to", "2026-01-01", "--format", "csv"];

    // Killed as soon as it has come further than before, and now and then a little later, until it is through.
    private async Task<string> KilledAgainAndAgainAsync(TestFolder folder, string path)
    {
        var (before, told) = (0, "");
        for (var kills = 0; kills < 50; kills++)
        {
            using var process = RealProcess.Start(folder.Root, [.. Year, "--out", path]);
            while (NotedIn(path) <= before && !process.HasExited)
            {
                await Task.Delay(2, TestContext.Current.CancellationToken);
            }

            before = NotedIn(path);
            await Task.Delay(kills % 3 * 15, TestContext.Current.CancellationToken);
            process.Kill();
            var outcome = await process.EndAsync();
            told += outcome.Errors;
            if (outcome.Code == MainstayCommand.Ok)
            {
                return told;
            }
        }

        throw new InvalidOperationException($"It never came to the end: it stands at {before} accounts.");
    }

    // How many accounts the next run need not score.
    private static int NotedIn(string path)
    {
        try
        {
            var last = File.ReadLines(path + ".part.journal").LastOrDefault(line => line.EndsWith('.'));
            return last is null ? 0 : int.Parse(last.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long SizeOf(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;
}
