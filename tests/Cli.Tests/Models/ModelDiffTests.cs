using System.Text.Json;

namespace Mainstay.Cli.Tests.Models;

public sealed class ModelDiffTests
{
    private const string Small = """
        model: small
        signals:
          overdue: { measure: { count: invoices, while: overdue }, curve: [ [0, 100], [2, 0] ] }
          nps: { measure: { last: nps, in: surveys, window: 180d }, curve: [ [0, 0], [10, 100] ] }
        scores:
          health:
            billing: { weight: 30, signals: [ overdue ] }
            voice: { weight: 10, signals: [ nps ] }
        """;

    [Fact]
    public async Task Two_texts_that_mean_the_same_have_no_difference()
    {
        var outcome = await DiffAsync(Small, "# in other words\n" + Small.Replace("weight: 30", "weight: 3", StringComparison.Ordinal).Replace("weight: 10", "weight: 1", StringComparison.Ordinal));
        Assert.Equal("", outcome.AssertOk().Output);
    }

    [Fact]
    public async Task A_segment_is_compared_by_place_people_and_what_is_otherwise_there()
    {
        var before = Small + "\nsegments: [ { name: big, where: { companies: { arr: \">= 9\" } }, weights: { voice: 30 } } ]";
        var after = Small + "\nsegments: [ { name: new, when: { nps: missing } }, { name: big, where: { companies: { arr: \">= 8\" } }, weights: { voice: 90 } } ]";
        var outcome = await DiffAsync(before, after);
        Assert.Equal(
        [
            "segment new (added)",
            "  + place: 1 of 2, the first that fits",
            "  + who is in it: nps missing",
            "segment big",
            "  - place: 1 of 1, the first that fits",
            "  + place: 2 of 2, the first that fits",
            "  - who is in it: companies (arr >= 9)",
            "  + who is in it: companies (arr >= 8)",
            "  ~ score health: weight of billing: 50 % → 25 % (−25.0 percentage points)",
            "  ~ score health: weight of voice: 50 % → 75 % (+25.0 percentage points)",
        ], outcome.Lines.Skip(2));
    }

    [Fact]
    public async Task What_changed_is_told_in_words_and_the_exit_code_is_that_of_diff()
    {
        var outcome = await DiffAsync(Small, """
            model: small
            tiers: { green: 71, yellow: 41, red: 0 }
            signals:
              overdue: { measure: { count: invoices, while: overdue }, curve: [ [0, 100], [1, 40], [2, 10] ] }
              ces: { measure: { last: ces, in: surveys }, curve: [ [1, 0], [7, 100] ] }
            scores:
              health:
                billing: { weight: 10, signals: [ overdue ] }
                voice: { weight: 10, signals: [ ces ] }
            """);
        Assert.Equal(1, outcome.Code);
        Assert.Equal(
        [
            "score health",
            "  - tiers: green from 70, yellow from 40, red from 0",
            "  + tiers: green from 71, yellow from 41, red from 0",
            "  ~ weight of billing: 75 % → 50 % (−25.0 percentage points)",
            "  ~ weight of voice: 25 % → 50 % (+25.0 percentage points)",
            "signal overdue",
            "  - curve: 0 → 100, 2 → 0",
            "  + curve: 0 → 100, 1 → 40, 2 → 10",
            "      1 → 40 added",
            "      at 2: 0 → 10 points",
            "signal ces (added)",
            "  + label: ces",
            "  + measure: last ces in surveys",
            "  + curve: 1 → 0, 7 → 100",
            "  + when missing: its weight goes to the rest of the dimension",
            "  + weight in health/voice: 100 %",
            "signal nps (removed)",
            "  - label: nps",
            "  - measure: last nps in surveys, 180 days",
            "  - curve: 0 → 0, 10 → 100",
            "  - when missing: its weight goes to the rest of the dimension",
            "  - weight in health/voice: 100 %",
        ],
            outcome.Lines[2..]);
    }

    [Fact]
    public async Task As_json_every_change_says_before_after_and_percentage_points()
    {
        var outcome = await DiffAsync(Small, Small.Replace("weight: 30", "weight: 10", StringComparison.Ordinal), "--format", "json");
        Assert.Equal(1, outcome.Code);
        using var json = JsonDocument.Parse(outcome.Output);
        var change = json.RootElement.GetProperty("changes")[0];
        Assert.Equal("weight of billing", change.GetProperty("aspect").GetString());
        Assert.Equal("75 %", change.GetProperty("before").GetString());
        Assert.Equal(-25, change.GetProperty("percent_points").GetDouble());
        Assert.Equal(2, json.RootElement.GetProperty("changes").GetArrayLength());
    }

    private static async Task<Outcome> DiffAsync(string before, string after, params string[] more)
    {
        using var folder = new TestFolder();
        return await Cli.RunAsync(["model", "diff", folder.Write("before.yaml", before), folder.Write("after.yaml", after), .. more]);
    }
}
