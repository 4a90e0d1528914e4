using System.Text.Json;

namespace Mainstay.Cli.Tests.Retrospects;

public sealed class RetrospectiveTests
{
    [Fact]
    public async Task A_book_that_nobody_left_says_so()
    {
        var outcome = await Cli.HarbourAsync("retrospective", "--horizon", "60d");
        Approved.Check(outcome.AssertOk().Output);
    }

    [Fact]
    public async Task The_page_is_written_beside_the_text_and_loads_nothing()
    {
        using var folder = new TestFolder();
        var page = Path.Combine(folder.Root, "retrospective.html");
        var outcome = await Cli.RunAsync([.. await Crm5Async(folder), "--report", page, "--format", "json"]);
        var json = JsonDocument.Parse(outcome.AssertOk().Output).RootElement;
        Assert.Equal([90, 60, 30], json.GetProperty("mean_score_before_churn").EnumerateArray().Select(m => m.GetProperty("days").GetInt32()));
        Assert.Equal(json.GetProperty("churned_accounts").GetArrayLength(), json.GetProperty("trajectories").EnumerateObject().Sum(t => t.Value.GetInt32()));
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("Who is still there", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
    }

    private static async Task<string[]> Crm5Async(TestFolder folder)
    {
        Assert.SkipUnless(Directory.Exists(Places.Shared("data/fightchurn_crm5")), "shared/data is not beside the repository.");
        var model = Path.Combine(folder.Root, "crm5.yaml");
        await File.WriteAllTextAsync(model, """
            model: crm5
            tiers: { green: 60, yellow: 40, red: 0 }
            signals:
              wins: { measure: { sum: quantity, in: usage, where: { event: win_opportunity }, window: 28d }, curve: [ [0, 0], [20, 100] ] }
              days_to_renewal: { measure: { days_until: ends_at, in: subscriptions }, curve: [ [0, 0], [180, 100] ] }
            scores:
              health:
                usage: { weight: 60, signals: [ wins ] }
                commercial: { weight: 40, signals: [ days_to_renewal ] }
            """);
        return ["retrospective", "--model", model, "--data", Places.Shared("data/fightchurn_crm5"), "--mapping", Places.In("samples/mappings/crm5.yaml")];
    }
}
