using System.Text.Json.Nodes;
using Mainstay.Web.Tests.Sample;

namespace Mainstay.Web.Tests.Api;

public sealed class ScoreApiTests(Site site, Family family)
{
    public static TheoryData<string> Accounts => ["acc-101", "acc-105", "acc-113", "acc-109", SampleBook.Hostile.Id];

    [Theory, MemberData(nameof(Accounts))]
    public async Task The_lines_of_an_explanation_add_up_to_the_score_that_was_shown(string id)
    {
        using var client = site.Browser();
        var address = "/accounts/" + Uri.EscapeDataString(id);
        var shown = (await client.ReadAsync(address + "/score"))["scores"]!.AsArray();
        var explained = (await client.ReadAsync(address + "/explanation"))["scores"]!.AsArray();

        Assert.Equal(shown.Texts("score").Order(), explained.Texts("score").Order());
        foreach (var score in explained)
        {
            Assert.Equal((double?)shown.First(s => (string)s!["score"]! == (string)score!["score"]!)!["value"], (double?)score!["value"]);
            var added = Lines(score["dimensions"]!).Sum(l => (decimal)l["contribution"]!)
                + score["exceptions"]!.AsArray().Sum(e => (decimal)e!["change"]!) + (decimal)score["overrideChange"]!;
            Assert.Equal((decimal?)score["published"] ?? 0, added);
        }
    }

    [Fact]
    public async Task The_lines_of_a_ledger_add_up_to_the_change_between_two_days()
    {
        using var client = site.Browser();
        var change = await client.ReadAsync("/accounts/acc-102/ledger?since=2026-06-01");
        var score = change["scores"]![0]!;

        Assert.NotEmpty(score["lines"]!.AsArray());
        Assert.Equal((decimal)score["to"]! - (decimal)score["from"]!, (decimal)score["change"]!);
        Assert.Equal((decimal)score["change"]!, score["lines"]!.AsArray().Sum(l => (decimal)l!["change"]!));
        Assert.Equal(400, (await client.AskAsync("/accounts/acc-102/ledger?since=2026-11-01")).Status);
        Assert.Equal(400, (await client.AskAsync("/accounts/acc-102/ledger")).Status);
    }

    [Fact]
    public async Task A_history_is_what_was_shown_day_by_day()
    {
        using var client = site.Browser();
        var days = (await client.ReadAsync("/accounts/acc-102/history?from=2026-10-20"))["days"]!.AsArray();

        Assert.Equal(13, days.Count);
        foreach (var day in days.Take(3))
        {
            var score = await client.ReadAsync($"/accounts/acc-102/score?asOf={day!["day"]}");
            Assert.Equal((double?)score["scores"]![0]!["value"], (double?)day["value"]);
        }
    }

    [Theory]
    [InlineData(Family.Holding, 0)]
    [InlineData(Family.Parent, 1)]
    public async Task An_explanation_of_a_parent_has_roll_ups_whose_members_add_up_to_them(string id, int leastScores)
    {
        using var client = family.Browser();
        var explained = await client.ReadAsync($"/accounts/{id}/explanation");
        var rollups = explained["rollups"]!.AsArray();

        Assert.True(explained["scores"]!.AsArray().Count >= leastScores);
        Assert.Equal(["group", "weakest"], rollups.Texts("score"));
        foreach (var rollup in rollups)
        {
            Assert.Equal((decimal)rollup!["published"]!, rollup["members"]!.AsArray().Sum(m => (decimal)m!["contribution"]!));
        }

        var past = await client.ReadAsync($"/accounts/{id}/explanation?asOf={SampleBook.LastDay.AddDays(-10):yyyy-MM-dd}");
        Assert.Equal($"{SampleBook.LastDay.AddDays(-10):yyyy-MM-dd}", (string?)past["day"]);
        Assert.Equal(2, past["rollups"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_is_not_there_is_told_apart_from_what_was_not_scored()
    {
        using var client = site.Browser();
        Assert.Equal("No such account", (string?)(await client.AskAsync("/accounts/nobody/score")).Body!["title"]);
        Assert.Equal("Not scored", (string?)(await client.AskAsync("/accounts/acc-101/explanation?asOf=1999-01-01")).Body!["title"]);
        Assert.Equal(404, (await client.AskAsync("/nowhere")).Status);
    }

    [Fact]
    public async Task A_timeline_shows_every_fact_once_from_the_newest_to_the_oldest()
    {
        using var client = site.Browser();
        var whole = (await client.AllAsync("/accounts/acc-102/timeline?limit=500")).Select(f => f.ToJsonString()).ToArray();
        var paged = (await client.AllAsync("/accounts/acc-102/timeline?limit=61")).ToArray();

        Assert.True(whole.Length > 500);
        Assert.Equal(whole, paged.Select(f => f.ToJsonString()));
        var times = paged.Select(f => (string?)f["at"] ?? "").ToArray();
        Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
        Assert.All(await client.AllAsync("/accounts/acc-102/timeline?kind=tickets&from=2026-03-01&to=2026-06-01&limit=5"), f => Assert.Equal("tickets", (string?)f["kind"]));
        Assert.Equal(4, (await client.ReadAsync("/accounts/acc-102/contacts"))["items"]!.AsArray().Count);
    }

    private static IEnumerable<JsonNode> Lines(JsonNode dimensions) =>
        dimensions.AsArray().SelectMany(d => d!["lines"]!.AsArray().Select(l => l!).Concat(Lines(d["dimensions"]!)));
}
