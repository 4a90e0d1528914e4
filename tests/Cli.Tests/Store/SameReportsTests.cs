using Mainstay.Sources.Simulation;
using Mainstay.Store.Tests.Postgres;

namespace Mainstay.Cli.Tests.Store;

public sealed class SameReportsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Files_SQLite_and_PostgreSQL_give_the_same_reports_of_the_same_facts_to_the_last_digit(ulong seed)
    {
        using var folder = new TestFolder();
        var files = Path.Combine(folder.Root, "files");
        Directory.CreateDirectory(files);
        var book = DemoCompany.Write(files, new SimulationOptions { Seed = seed, Accounts = 12, Start = new DateOnly(2025, 11, 1) });
        string[] mapping = ["--mapping", Places.In("samples/mappings/demo.yaml")];
        var (scores, reasons) = await ReadAsync(["--data", files, .. mapping], book.Accounts[0].Id);
        var postgres = await PostgresCluster.CreateAsync(TestContext.Current.CancellationToken);
        foreach (var database in new[] { Path.Combine(folder.Root, "a.db"), postgres })
        {
            (await Cli.RunAsync(["import", "--data", files, "--database", database, .. mapping])).AssertOk();
            Assert.Equal((scores, reasons), await ReadAsync(["--database", database], book.Accounts[0].Id));

            // Again, from what was kept day by day.
            (await Cli.RunAsync(["score", .. Places.Model, "--database", database, "--from", "2026-10-20", "--to", "2026-10-31", "--save"])).AssertOk();
            (await Cli.RunAsync(["score", .. Places.Model, "--database", database, "--from", "2026-10-20", "--to", "2026-10-31", "--save"])).AssertOk();
        }
    }

    private static async Task<(string Scores, string Reasons)> ReadAsync(string[] source, string account) => (
        (await Cli.RunAsync(["score", .. Places.Model, .. source, "--as-of", "2026-11-01", "--format", "csv"])).AssertOk().Output,
        (await Cli.RunAsync(["explain", .. Places.Model, .. source, "--as-of", "2026-11-01", "--account", account])).AssertOk().Output);
}
