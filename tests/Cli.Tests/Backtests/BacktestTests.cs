using System.Text.Json;

namespace Mainstay.Cli.Tests.Backtests;

public sealed class BacktestTests
{
    private const string Wins = """
        model: wins
        tiers: { green: 60, yellow: 40, red: 0 }
        signals:
          wins: { measure: { sum: quantity, in: usage, where: { event: win_opportunity }, window: 28d }, curve: [ [0, 0], [20, 100] ] }
        scores:
          health:
            usage: { weight: 1, signals: [ wins ] }
        """;

    [Fact]
    public async Task A_challenger_stands_beside_the_model_with_intervals_and_a_verdict()
    {
        using var folder = new TestFolder();
        var (wins, losses) = (await WriteAsync(folder, "wins.yaml", Wins), await WriteAsync(folder, "losses.yaml", Wins.Replace("win_opportunity", "lose_opportunity", StringComparison.Ordinal).Replace("model: wins", "model: losses", StringComparison.Ordinal)));
        var outcome = (await Cli.RunAsync(["backtest", "--model", wins, "--challenger", losses, .. Crm5, "--format", "json"])).AssertOk();
        var json = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.True(json.GetProperty("skill").GetBoolean());
        Assert.Equal("worse", json.GetProperty("verdict").GetString());
        var auc = json.GetProperty("metrics").GetProperty("roc_auc");
        Assert.InRange(auc.GetProperty("mean").GetDouble(), auc.GetProperty("low").GetDouble(), auc.GetProperty("high").GetDouble());
        Assert.Equal(0.5, json.GetProperty("baselines").GetProperty("prior").GetProperty("roc_auc").GetProperty("mean").GetDouble());
        Assert.Contains("ranks those that churn worse", (await Cli.RunAsync(["backtest", "--model", wins, "--challenger", losses, .. Crm5])).AssertOk().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_RavenStack_shows_no_skill()
    {
        Assert.SkipUnless(Directory.Exists(Places.Shared("data/ravenstack")), "shared/data is not beside the repository.");
        var outcome = await Cli.RunAsync(["backtest", .. Places.Model, "--data", Places.Shared("data/ravenstack"), "--mapping", Places.In("samples/mappings/ravenstack.yaml"), "--every", "week"]);
        Assert.Contains("shows no skill", outcome.AssertOk().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_known_beforehand_it_says_what_to_do() =>
        (await Cli.HarbourAsync("backtest", "--horizon", "60d")).AssertBadInput("No asOf day has at least ten accounts that churned");

    private static string[] Crm5
    {
        get
        {
            Assert.SkipUnless(Directory.Exists(Places.Shared("data/fightchurn_crm5")), "shared/data is not beside the repository.");
            return ["--data", Places.Shared("data/fightchurn_crm5"), "--mapping", Places.In("samples/mappings/crm5.yaml")];
        }
    }

    private static async Task<string> WriteAsync(TestFolder folder, string name, string text)
    {
        var path = Path.Combine(folder.Root, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}
