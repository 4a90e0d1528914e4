namespace Mainstay.Cli.Tests.Reference;

/// <summary>Real columns of a strange company, packed: the ravenstack data.</summary>
public sealed class RavenStackTests
{
    private static string Folder
    {
        get
        {
            var folder = Places.Shared("data/ravenstack");
            Assert.SkipWhen(!Directory.Exists(folder), $"The data are not at {folder}.");
            return folder;
        }
    }

    private static string[] Files => ["--data", Folder, "--mapping", Places.In("samples/mappings/ravenstack.yaml")];

    [Fact]
    public async Task Every_row_of_ravenstack_is_reported()
    {
        using var folder = new TestFolder();
        var outcome = await Cli.RunAsync(["import", .. Files, "--database", folder.PathOf("m.db")]);
        Approved.Check(outcome.AssertOk().Output);
    }

    [Fact]
    public async Task Ravenstack_is_scored_and_its_worst_account_explained()
    {
        var scored = await Cli.RunAsync(["score", .. Places.Model, .. Files, "--as-of", "2024-07-01", "--format", "csv"]);
        var rows = Csv.Read(scored.AssertOk().Output);
        Assert.InRange(rows.Count, 200, 500);
        Assert.All(rows, row => Assert.Equal("", row["nps_180d"]));

        var worst = rows.Where(r => r["value"].Length > 0).MinBy(r => double.Parse(r["value"]))!["account_id"];
        var explained = await Cli.RunAsync(["explain", .. Places.Model, .. Files, "--as-of", "2024-07-01", "--account", worst]);
        Assert.Contains($"({worst}) as of 2024-07-01", explained.AssertOk().Output, StringComparison.Ordinal);
        Assert.Contains("no source of surveys is connected", explained.Output, StringComparison.Ordinal);
    }
}
