using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mainstay.Cli.Tests.Compare;

public sealed class CompareTests
{
    private const string Scores = """
        account,date,score,colour
        corvel,2026-09-01,3,red
        corvel,2026-10-15,8,green
        sable,2026-10-15,9,green
        tamber,2026-10-15,7,yellow
        tamber,2026-11-15,1,red
        marlbeck,2026-10-15,4,yellow
        unheard,2026-10-15,5,yellow
        """;

    private const string Entry = """

          - file: old.csv
            into:
              - kind: baseline_scores
                account: account
                id: { constant: oldtool }
                fields: { system: { constant: OldTool }, score: score, tier: colour, worst: { constant: 0 }, best: { constant: 10 }, scored_at: date }
        """;

    [Fact]
    public async Task Both_scores_of_a_day_are_set_side_by_side_with_where_they_differ_and_why()
    {
        using var folder = WithScores(Scores, Entry);
        Approved.Check((await CompareAsync(folder)).AssertOk().Output);
    }

    [Fact]
    public async Task Without_words_of_its_own_the_other_system_is_put_into_our_tiers()
    {
        using var folder = WithScores(Scores, Entry.Replace("tier: colour, ", "", StringComparison.Ordinal));
        var output = (await CompareAsync(folder)).AssertOk().Output;

        Assert.Contains("green → yellow", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_and_json_tell_the_same_unrounded()
    {
        using var folder = WithScores(Scores, Entry);
        var csv = (await CompareAsync(folder, "--format", "csv")).AssertOk().Lines.Skip(1).Select(l => l.Split(',')).ToArray();
        using var json = JsonDocument.Parse((await CompareAsync(folder, "--format", "json")).AssertOk().Output);
        var accounts = json.RootElement.GetProperty("accounts").EnumerateArray().ToArray();

        Assert.Equal(4, csv.Length);
        Assert.Equal(
            csv.Select(c => (c[0], Number(c[2]), Number(c[5]), Number(c[6]), Number(c[9]))),
            accounts.Select(a => (a.GetProperty("account_id").GetString()!, a.GetProperty("ours").GetDouble(), a.GetProperty("theirs").GetDouble(), a.GetProperty("their_score").GetDouble(), a.GetProperty("difference").GetDouble())));
        Assert.Equal(("80", "8"), (csv[0][5], csv[0][6]));
        Assert.All(csv, c => Assert.Equal(Number(c[2]) - Number(c[5]), Number(c[9])));
    }

    [Fact]
    public async Task A_scale_that_was_forgotten_is_doubted()
    {
        using var folder = WithScores(Scores, Entry.Replace(", worst: { constant: 0 }, best: { constant: 10 }", "", StringComparison.Ordinal));

        Assert.Contains("warning: All of their scores lie in the lowest tenth of their scale", (await CompareAsync(folder)).AssertOk().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_risk_score_is_turned_round_by_its_ends()
    {
        using var folder = WithScores(Scores, Entry.Replace("worst: { constant: 0 }, best: { constant: 10 }", "worst: { constant: 10 }, best: { constant: 0 }", StringComparison.Ordinal));
        var corvel = (await CompareAsync(folder, "--format", "csv")).AssertOk().Lines[1].Split(',');

        Assert.Equal(("20", "8"), (corvel[5], corvel[6]));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task With_enough_churn_it_is_told_which_score_saw_it_better(string theirsIsRight)
    {
        using var folder = new TestFolder();
        var (accounts, scores, outcomes) = (new StringBuilder("id,seats\n"), new StringBuilder("account,date,score\n"), new StringBuilder("account,date,type\n"));
        for (var i = 0; i < 120; i++)
        {
            var churns = i % 3 == 0;
            accounts.Append(CultureInfo.InvariantCulture, $"a{i},{(churns ? 45 : 60) + (i % 37)}\n");
            scores.Append(CultureInfo.InvariantCulture, $"a{i},2024-01-01,{(theirsIsRight == "1" ? (churns ? 1 : 99) : i * 31 % 100)}\n");
            outcomes.Append(churns ? $"a{i},2024-02-0{1 + (i % 9)},churned\n" : i % 3 == 1 ? $"a{i},2024-05-01,churned\n" : "");
        }

        folder.Write("accounts.csv", accounts.ToString());
        folder.Write("scores.csv", scores.ToString());
        folder.Write("outcomes.csv", outcomes.ToString());
        var mapping = folder.Write("m.yaml", """
            mapping: m
            streams: { outcomes: { through: 2024-06-30 } }
            files:
              - { file: accounts.csv, into: { kind: companies, account: id, fields: { seats: seats } } }
              - { file: scores.csv, into: { kind: baseline_scores, account: account, fields: { system: { constant: x }, score: score, scored_at: date } } }
              - { file: outcomes.csv, into: { kind: outcomes, account: account, at: date, fields: { type: type } } }
            """);
        var model = folder.Write("model.yaml", """
            model: seats
            eligible: everyone
            tiers: { green: 70, red: 0 }
            signals: { seats: { measure: { last: seats, in: companies }, curve: [ [0, 0], [100, 100] ] } }
            scores: { health: { use: { weight: 1, signals: [seats] } } }
            """);
        string[] compare = ["compare", "--model", model, "--data", folder.Root, "--mapping", mapping, "--as-of", "2024-01-15"];
        var output = (await Cli.RunAsync(compare)).AssertOk().Output;

        Assert.Contains("40 of them churned within 90 days, 80 stayed. AUC ours 0.", output, StringComparison.Ordinal);
        Assert.Contains(theirsIsRight == "1" ? "theirs separates them better" : "ours separates them better", output, StringComparison.Ordinal);
        Assert.Contains("Outcomes are known until 2024-07-01, and the horizon ends on 2024-11-10", (await Cli.RunAsync([.. compare, "--horizon", "300"])).AssertOk().Output, StringComparison.Ordinal);
        Assert.Contains("0 of them churned within 10 days, 120 stayed: too few", (await Cli.RunAsync([.. compare, "--horizon", "10"])).AssertOk().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_compared_is_told_in_a_sentence()
    {
        using var folder = WithScores(Scores, Entry);
        (await CompareAsync(folder, "--baseline", "NewTool")).AssertBadInput("There are no scores of 'NewTool' on this day, but of OldTool.");
        (await CompareAsync(folder, "--horizon", "0")).AssertBadInput("--horizon must be 1 to 3660 days, but is 0.");
        (await Cli.HarbourAsync("compare", Places.AsOf)).AssertBadInput("No scores of another system are known on this day. Import them as baseline_scores");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static TestFolder WithScores(string scores, string entry)
    {
        var folder = TestFolder.OfHarbour();
        folder.Write("old.csv", scores);
        folder.Write("m.yaml", File.ReadAllText(Places.In("samples/mappings/demo.yaml")).TrimEnd().Replace("streams:\n", "streams:\n  outcomes: { through: 2027-03-31 }\n", StringComparison.Ordinal) + "\n" + entry.TrimStart('\n'));
        return folder;
    }

    private static Task<Outcome> CompareAsync(TestFolder folder, params string[] more) =>
        Cli.RunAsync(["compare", .. Places.Model, "--data", folder.Root, "--mapping", folder.PathOf("m.yaml"), .. Places.AsOf, .. more]);
}
