namespace Mainstay.Cli.Tests.Commands;

public sealed class ExplainTests
{
    [Theory]
    [InlineData("marlbeck")]
    [InlineData("corvel")]
    [InlineData("sable")]
    [InlineData("tamber")]
    public async Task A_score_is_explained_down_to_its_facts(string account)
    {
        var outcome = await Cli.HarbourAsync("explain", [.. Places.AsOf, "--account", account]);
        Approved.Check(outcome.AssertOk().Output, part: account);
    }

    [Fact]
    public async Task The_explanation_as_json_is_the_report_that_score_prints()
    {
        var explained = await Cli.HarbourAsync("explain", [.. Places.AsOf, "--account", "juni", "--format", "json"]);
        var scored = await Cli.HarbourAsync("score", [.. Places.AsOf, "--account", "juni", "--format", "json"]);
        Approved.Check(explained.AssertOk().Output);
        Assert.Equal(scored.Output, explained.Output);
    }

    [Fact]
    public async Task A_row_that_was_rejected_is_seen_in_the_explanation()
    {
        using var folder = TestFolder.OfHarbour();
        File.AppendAllText(folder.PathOf("surveys.csv"), "sur-x,marlbeck,yesterday,,10,,,\n");
        var outcome = await Cli.RunAsync(
            ["explain", .. Places.Model, "--data", folder.Root, "--mapping", Places.In("samples/mappings/demo.yaml"), .. Places.AsOf, "--account", "marlbeck"]);
        Assert.Equal(MainstayCommand.BadInput, outcome.Code);
        Approved.Check(outcome.Output);
    }

    [Fact]
    public async Task A_change_is_accounted_for_line_by_line()
    {
        var outcome = await Cli.HarbourAsync("explain", [.. Places.AsOf, "--account", "sable", "--since", "2026-10-01"]);
        Approved.Check(outcome.AssertOk().Output[outcome.Output.IndexOf("health since", StringComparison.Ordinal)..]);
    }

    [Theory]
    [InlineData("2026-11-01")]
    [InlineData("2026-12-24")]
    public async Task A_change_since_a_day_that_is_not_before_is_refused(string since) =>
        (await Cli.HarbourAsync("explain", [.. Places.AsOf, "--account", "sable", "--since", since])).AssertBadInput($"--since ({since}) must lie before --as-of");

    [Fact]
    public async Task An_account_that_is_not_scored_that_day_is_told_why() =>
        (await Cli.HarbourAsync("explain", "--as-of", "2019-01-01", "--account", "sable"))
            .AssertBadInput("sable is not scored on 2019-01-01", "held subscriptions");
}
