using System.Text.Json;

namespace Mainstay.Cli.Tests.Observe;

public sealed class ObserveTests
{
    private static readonly string[] Days = ["--from", "2026-01-01", "--to", "2026-04-01", "--every", "month", "--lead", "7d", "--horizon", "60d"];

    [Fact]
    public async Task What_is_asked_and_what_was_left_out_stand_above_the_days()
    {
        var outcome = await Cli.HarbourAsync("observe", Days);
        Approved.Check(outcome.AssertOk().Output);
    }

    [Fact]
    public async Task A_row_per_account_and_day_carries_what_was_shown_and_what_came_after()
    {
        var csv = (await Cli.HarbourAsync("observe", [.. Days, "--format", "csv"])).AssertOk().Lines;
        var json = (await Cli.HarbourAsync("observe", [.. Days, "--format", "json"])).AssertOk().Lines;
        Assert.StartsWith("account_id,family,as_of,churned,days_to_churn,expanded,helped,score,tier,coverage,dimension_", csv[0], StringComparison.Ordinal);
        Assert.Equal(csv.Length - 1, json.Length);
        var marlbeck = json.Select(line => JsonDocument.Parse(line).RootElement).Where(r => r.GetProperty("account_id").GetString() == "marlbeck").ToArray();
        Assert.Equal(["2026-01-01"], marlbeck.Where(r => r.GetProperty("expanded").GetBoolean()).Select(r => r.GetProperty("as_of").GetString()));
    }

    [Fact]
    public async Task An_observation_shows_the_score_that_was_shown_on_its_day()
    {
        var observed = (await Cli.HarbourAsync("observe", [.. Days, "--format", "csv"])).AssertOk().Lines.Skip(1).Select(l => l.Split(',')).ToDictionary(c => (c[0], c[2]), c => c[7]);
        var scored = (await Cli.HarbourAsync("score", "--from", "2026-01-01", "--to", "2026-04-01", "--every", "month", "--format", "csv")).AssertOk().Lines
            .Skip(1).Select(l => l.Split(',')).Where(c => c[2] == "health").ToDictionary(c => (c[0], c[1]), c => c[3]);
        Assert.NotEmpty(observed);
        Assert.All(observed, row => Assert.Equal(scored[row.Key], row.Value));
    }

    [Theory]
    [InlineData("--lead must be 0 to 3660 days such as 30d, but is 'x'", "--lead", "x")]
    [InlineData("--horizon must be 1 to 3660 days such as 30d, but is '0d'", "--horizon", "0d")]
    [InlineData("lies before the first", "--from", "2026-04-01", "--to", "2026-01-01")]
    public async Task What_cannot_be_asked_is_told(string told, params string[] options) =>
        (await Cli.HarbourAsync("observe", options)).AssertBadInput(told);
}
