namespace Mainstay.Cli.Tests.Watching;

public sealed class WatchingTests
{
    [Fact]
    public async Task Drift_asks_for_a_look_by_its_exit_code()
    {
        var outcome = await Cli.HarbourAsync("drift", "--horizon", "60d", "--calibrated", "2025-01-01");
        Assert.Equal(1, outcome.Code);
        Assert.Contains("The model is of 2025-01-01", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("", outcome.Errors);
    }

    [Fact]
    public async Task Where_nobody_disagreed_the_review_says_so() =>
        Assert.Contains("Nobody has overridden a score", (await Cli.HarbourAsync("review", "--horizon", "60d")).AssertOk().Output, StringComparison.Ordinal);
}
