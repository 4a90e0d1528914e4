using System.Net;
using Mainstay.Web.Tests.Sample;

namespace Mainstay.Web.Tests;

/// <summary>Roll-ups and overrides on the pages of accounts.</summary>
public sealed class FamilyPageTests(Family family)
{
    [Fact]
    public async Task The_book_says_as_which_segment_of_the_model_each_account_is_scored()
    {
        using var browser = family.Browser();
        var page = WebUtility.HtmlDecode(await browser.PageAsync("/?score=health"));

        foreach (var member in Family.Members)
        {
            Assert.Contains($"{member.Segment} · {member.Plan} · scored as {(member.Segment == "enterprise" ? "strategic" : "default")}", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Family.Holding, 6)]
    [InlineData(Family.Parent, 5)]
    public async Task What_the_accounts_below_add_is_the_roll_up_to_the_last_digit(string id, int below)
    {
        using var browser = family.Browser();
        var page = await browser.PageAsync("/accounts/" + id);

        var totals = Html.Texts(page, "b", "rollup-total").Select(Html.Decimal).ToArray();
        var lines = Html.Numbers(page, "rolls up");
        Assert.Equal((2, 2 * below), (totals.Length, lines.Count));
        Assert.Equal((totals[0], totals[1]), (lines.Take(below).Sum(), lines.Skip(below).Sum()));
        foreach (var (rollup, total) in new[] { "group", "weakest" }.Zip(totals))
        {
            var stored = await family.Database.Snapshots.LatestAsync(Family.Workspace, id, rollup, TestContext.Current.CancellationToken);
            Assert.Equal(decimal.Round((decimal)stored!.Value!.Value, 4, MidpointRounding.AwayFromZero), total);
        }
    }

    [Fact]
    public async Task A_parent_that_is_not_scored_itself_has_a_page_that_leads_to_the_accounts_below()
    {
        using var browser = family.Browser();
        var page = await browser.PageAsync("/accounts/" + Family.Holding);

        Assert.Contains("Not scored itself", page, StringComparison.Ordinal);
        Assert.Contains("Orion &lt;i&gt;Holding&lt;/i&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>Holding", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/accounts/acc-101\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/accounts/" + Family.Orphan, page, StringComparison.Ordinal);
        Assert.DoesNotContain("What to do", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_past_day_of_a_family_is_that_days_and_its_links_stay_on_it()
    {
        using var browser = family.Browser();
        var page = await browser.PageAsync("/accounts/holding?day=2026-10-01");
        var history = await family.Database.Snapshots.HistoryAsync(
            Family.Workspace, Family.Holding, "group", new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 1), TestContext.Current.CancellationToken);

        Assert.Equal(decimal.Round((decimal)history[0].Value!.Value, 4, MidpointRounding.AwayFromZero), Html.Decimal(Html.Texts(page, "b", "rollup-total")[0]));
        Assert.Contains("as it was known then", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/accounts/acc-101?day=2026-10-01\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_leads_to_its_parent_and_one_whose_parent_is_unknown_is_told_so()
    {
        using var browser = family.Browser();
        Assert.Contains("<a href=\"/accounts/acc-101\">", await browser.PageAsync("/accounts/acc-103"), StringComparison.Ordinal);

        var orphan = await browser.PageAsync("/accounts/" + Family.Orphan);
        Assert.Contains("its parent &#x27;&lt;u&gt;nobody&lt;/u&gt;&#x27; is unknown; the link does not count", orphan, StringComparison.Ordinal);
        Assert.DoesNotContain("<u>", orphan, StringComparison.Ordinal);
        Assert.DoesNotContain("Part of", orphan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_family_before_its_first_score_is_a_kind_404()
    {
        using var browser = family.Browser();
        using var response = await browser.GetAsync("/accounts/holding?day=2019-01-01", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task An_override_says_who_why_and_until_when_beside_what_the_model_says()
    {
        using var browser = family.Browser();
        var page = await browser.PageAsync("/accounts/" + Uri.EscapeDataString(SampleBook.Hostile.Id));
        var badge = Html.Texts(page, "p", "overridden").Single();

        Assert.Contains("A call with their board", badge, StringComparison.Ordinal);
        Assert.Matches("30 by priya.nair@example.com until 26 Nov 2026; the model says [0-9]+, [a-z]+", badge);
        Assert.Contains("Override: A call with their board", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_hostile_author_writes_is_read_and_never_run()
    {
        using var browser = family.Browser();
        foreach (var address in new[] { "/accounts/" + Family.Overridden, "/accounts/" + Family.Parent, "/", "/?score=group" })
        {
            var page = await browser.PageAsync(address);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>@example", page, StringComparison.Ordinal);
        }

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; they signed the renewal &amp; paid", await browser.PageAsync("/accounts/" + Family.Overridden), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_book_lists_a_roll_up_with_the_accounts_that_cost_it_the_most()
    {
        using var browser = family.Browser();
        var page = await browser.PageAsync("/?score=weakest");

        Assert.Equal(["Northwind Analytics", "Orion <i>Holding</i>"], Html.Names(page).Order(StringComparer.Ordinal));
        var weakest = Html.Texts(page, "span", "reason-words");
        Assert.All(weakest, words => Assert.Matches(@"\S+.* [0-9]+, (green|yellow|red)$", words));
        Assert.Contains("<option value=\"weakest\" selected", page, StringComparison.Ordinal);
        Assert.Equal(Family.Members.Length, Html.Names(await browser.PageAsync("/?score=nonsense")).Count);
    }
}
