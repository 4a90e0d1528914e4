namespace Mainstay.Cli.Tests.Commands;

public sealed class RescoreTests
{
    [Fact]
    public async Task Days_are_scored_by_another_model_beside_those_that_are_kept_and_both_are_verified()
    {
        using var folder = new TestFolder();
        var database = folder.PathOf("harbour.db");
        (await Cli.RunAsync(["import", .. Places.Harbour, "--database", database])).AssertOk();
        (await Cli.RunAsync(["score", "--save", .. Places.Model, "--from", "2026-10-01", "--to", "2026-10-10", "--database", database])).AssertOk();

        var restated = (await Cli.RunAsync("rescore", "--model", Places.In("models/three-sources.yaml"), "--from", "2026-10-01", "--to", "2026-10-10", "--database", database)).AssertOk().Output;
        Assert.Contains("beside those that are shown", restated, StringComparison.Ordinal);
        var verified = (await Cli.RunAsync("verify", "--sample", "500", "--database", database)).AssertOk().Output;
        Assert.Contains(" 0 come out otherwise.", verified, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_without_an_end_and_a_sample_of_nothing_are_told()
    {
        using var folder = new TestFolder();
        (await Cli.RunAsync("rescore", "--model", "m.yaml", "--from", "2026-10-01", "--database", folder.PathOf("none.db"))).AssertBadInput("--to");
        (await Cli.RunAsync("verify", "--sample", "0", "--database", folder.PathOf("none.db"))).AssertBadInput("--sample");
    }
}
