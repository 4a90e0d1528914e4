using System.Text.Json;

namespace Mainstay.Cli.Tests.Commands;

/// <summary>Harbour's customers as a group: a holding that is not scored, four companies below it, and parents that are mistakes.</summary>
public sealed class RollupTests : IDisposable
{
    private static readonly string[] Mistakes =
    [
        "Roll-ups: juni: its parent 'thistle' is itself below it; the link does not count",
        "Roll-ups: sable: its parent 'nobody' is unknown; the link does not count",
        "Roll-ups: thistle: its parent 'juni' is itself below it; the link does not count",
    ];

    private readonly TestFolder _folder = TestFolder.OfHarbour();

    private string[] Data => ["--data", _folder.Root, "--mapping", Places.In("samples/mappings/demo.yaml")];

    private static string[] Model => ["--model", Places.In("models/parent-accounts.yaml")];

    public RollupTests()
    {
        var header = File.ReadLines(_folder.PathOf("companies.csv")).First();
        _folder.Write("companies.csv", $"""
            {header}
            holding,2024-01-01,Lantern Group,,,,,,,,,,,
            marlbeck,2024-02-01,Marlbeck Dairies,,holding,,,,,,,854400,,
            marlbeck,2026-10-15,Marlbeck Dairies,,holding,,,,,,,1708800,,
            corvel,2023-12-15,Corvelgate Castings,,holding,,,,,,,1281600,,
            corvel,2026-10-20,Corvelgate Castings,,,,,,,,,1281600,,
            tamber,2025-01-20,Tamberquay Freight,,marlbeck,,,,,,,352800,,
            sable,2025-03-01,Sablemond Clinics,,nobody,,,,,,,854400,,
            juni,2026-09-21,Juniwold Hotels,,thistle,,,,,,,235200,,
            thistle,2023-06-10,Thistlemoor Mills,,juni,,,,,,,854400,,

            """);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_change_of_a_roll_up_is_accounted_for_by_the_accounts_below()
    {
        var outcome = await Cli.RunAsync(["explain", .. Model, .. Data, "--account", "holding", "--as-of", "2026-11-01", "--since", "2026-10-01"]);
        Approved.Check(outcome.AssertOk().Output);
    }

    [Theory]
    [InlineData("2026-09-10", "juni was not scored itself on 2026-09-10: its own scores have nothing to be compared with.", "group")]
    [InlineData("2024-02-01", "No account below juni was scored on 2024-02-01: its roll-ups have nothing to be compared with.", null)]
    public async Task A_parent_that_was_not_scored_on_the_earlier_day_is_compared_in_what_was(string since, string note, string? ledger)
    {
        _folder.Write("companies.csv", $"""
            {File.ReadLines(_folder.PathOf("companies.csv")).First()}
            juni,2024-01-01,Juniwold Hotels,,,,,,,,,235200,,
            tamber,2025-01-20,Tamberquay Freight,,juni,,,,,,,352800,,

            """);
        var output = (await Cli.RunAsync(["explain", .. Model, .. Data, "--account", "juni", "--as-of", "2026-11-01", "--since", since])).AssertOk().Output;

        Assert.StartsWith("Juniwold Hotels (juni) as of 2026-11-01", output, StringComparison.Ordinal);
        Assert.Contains($"\n{note}\n", output, StringComparison.Ordinal);
        Assert.Equal(ledger is not null, output.Contains($"{ledger ?? "group"} since {since}: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_lines_of_a_ledger_in_json_add_up_to_the_change()
    {
        var outcome = await Cli.RunAsync(["explain", .. Model, .. Data, "--account", "marlbeck", "--as-of", "2026-11-01", "--since", "2026-10-01", "--format", "json"]);
        using var report = JsonDocument.Parse(outcome.AssertOk().Output);
        var ledgers = report.RootElement.GetProperty("ledgers").EnumerateArray().ToArray();
        Assert.Equal(["health", "group", "weakest", "red_revenue"], ledgers.Select(l => l.GetProperty("score").GetString()));
        Assert.All(ledgers, l => Assert.Equal(
            l.GetProperty("change").GetDecimal(), l.GetProperty("lines").EnumerateArray().Sum(line => line.GetProperty("change").GetDecimal())));
    }

    [Fact]
    public async Task What_is_wrong_with_parents_is_told_wherever_roll_ups_are_computed()
    {
        var database = _folder.PathOf("m.db");
        (await Cli.RunAsync(["import", .. Data, "--database", database])).AssertOk();
        foreach (var command in new string[][]
        {
            ["score", .. Data, .. Places.AsOf],
            ["score", .. Data, .. Places.AsOf, "--format", "csv"],
            ["explain", .. Data, .. Places.AsOf, "--account", "holding"],
            ["report", .. Data, .. Places.AsOf, "--out", _folder.PathOf("report.html")],
            ["score", "--save", "--database", database, .. Places.AsOf],
        })
        {
            var errors = (await Cli.RunAsync([.. command, .. Model])).AssertOk().Errors.Split('\n');
            Assert.Equal(Mistakes, errors.Where(line => line.StartsWith("Roll-ups: ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        }
    }
}
