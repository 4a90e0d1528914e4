using System.Net;
using Mainstay.Web.Tests.Sample;

namespace Mainstay.Web.Tests;

public sealed class AccountPageTests(Site site)
{
    public static TheoryData<string> Ids => [.. SampleBook.Accounts.Select(a => a.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task What_the_signals_add_is_the_score_to_the_last_digit(string id)
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync("/accounts/" + Uri.EscapeDataString(id));

        var lines = Html.Numbers(page, "adds");
        var dimensions = 5;
        var signals = 16;
        Assert.Equal(dimensions + signals, lines.Count);
        var total = Html.Decimal(page.Split("id=\"total\">")[1].Split('<')[0]);
        Assert.Equal(2 * total, lines.Sum());

        var stored = await site.Database.Snapshots.LatestAsync(Site.Workspace, id, score: null, TestContext.Current.CancellationToken);
        Assert.Equal(decimal.Round((decimal)stored!.Value!.Value, 4, MidpointRounding.AwayFromZero), total);
    }

    [Fact]
    public async Task A_past_day_is_explained_as_it_was_known_then()
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync("/accounts/acc-102?day=2026-06-01");
        var history = await site.Database.Snapshots.HistoryAsync(
            Site.Workspace, "acc-102", score: null, new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 1), TestContext.Current.CancellationToken);

        var total = Html.Decimal(page.Split("id=\"total\">")[1].Split('<')[0]);
        Assert.Equal(decimal.Round((decimal)history[0].Value!.Value, 4, MidpointRounding.AwayFromZero), total);
        Assert.Contains("as it was known then", page, StringComparison.Ordinal);
        Assert.Contains("?day=2026-05-31", page, StringComparison.Ordinal);
        Assert.Contains("?day=2026-06-02", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_day_has_no_day_after()
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync("/accounts/acc-102");

        Assert.DoesNotContain("?day=2026-11-02", page, StringComparison.Ordinal);
        Assert.DoesNotContain("as it was known then", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_account_is_a_kind_404()
    {
        using var browser = site.Browser();
        using var response = await browser.GetAsync("/accounts/nobody", TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("No such account", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_without_a_score_leads_to_the_newest_one()
    {
        using var browser = site.Browser();
        using var response = await browser.GetAsync("/accounts/acc-102?day=2020-01-01", TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("was not scored on 1 Jan 2020", page, StringComparison.Ordinal);
        Assert.Contains("Go to 1 Nov 2026", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_account_has_a_page_that_runs_nothing()
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync("/accounts/" + Uri.EscapeDataString(SampleBook.Hostile.Id));

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>team", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_facts_behind_a_signal_are_those_its_measure_selects()
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync("/accounts/acc-105/signals/open_critical");

        Assert.Contains("count of open tickets (priority critical)", page, StringComparison.Ordinal);
        Assert.Contains("Nightly export fails &amp; blocks billing", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Question about permissions", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ratio_shows_the_contract_it_divides_by_beside_the_many_events()
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync("/accounts/acc-101/signals/seat_utilisation");

        Assert.Contains("more, older", page, StringComparison.Ordinal);
        Assert.Contains("<caption>Subscriptions</caption>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_row_is_named_as_the_reason_nothing_can_be_read()
    {
        var silent = SampleBook.Accounts.First(a => a.Course == Course.Silent);
        using var browser = site.Browser();
        var page = await browser.PageAsync("/accounts/" + silent.Id);

        Assert.Contains("rows of usage were rejected", page, StringComparison.Ordinal);
        Assert.Equal("Unknown", Html.Texts(page, "span", "chip")[0]);
    }

    [Fact]
    public async Task An_unknown_signal_leads_back_to_the_account()
    {
        using var browser = site.Browser();
        using var response = await browser.GetAsync("/accounts/acc-102/signals/nonsense", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("/accounts/acc-102", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
