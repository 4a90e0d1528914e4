using Mainstay.Web.Tests.Sample;

namespace Mainstay.Web.Tests;

public sealed class BookPageTests(Site site)
{
    [Fact]
    public async Task The_book_lists_every_account_with_the_one_at_greatest_risk_first()
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync("/");

        var names = Html.Names(page);
        Assert.Equal(SampleBook.Accounts.Count, names.Count);
        Assert.Equal(SampleBook.Accounts.Select(a => a.Name).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.Equal("Red", Html.Texts(page, "span", "chip")[0]);
        Assert.Contains("""<time datetime="2026-11-01">1 Nov 2026</time>""", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scores_in_risk_order_ascend_within_each_tier()
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync("/");

        var rows = Html.Texts(page, "span", "chip").Zip(Html.Texts(page, "span", "score-number"), (tier, score) => (tier, score: Html.Decimal(score))).ToArray();
        foreach (var tier in rows.GroupBy(r => r.tier))
        {
            Assert.Equal(tier.Select(r => r.score).Order(), tier.Select(r => r.score));
        }

        string[] order = ["Red", "Unknown", "Yellow", "Green"];
        Assert.Equal(order, rows.Select(r => r.tier).Distinct());
    }

    [Theory]
    [InlineData("/?tier=red", "Kestrel Logistics")]
    [InlineData("/?q=KESTREL", "Kestrel Logistics")]
    [InlineData("/?q=acc-102", "Kestrel Logistics")]
    [InlineData("/?trend=declining&owner=jonas.weber%40example.com", "Kestrel Logistics")]
    [InlineData("/?segment=enterprise&tier=red", "Meridian Foods")]
    public async Task A_filter_leaves_only_what_passes(string address, string expected)
    {
        using var browser = site.Browser();
        var names = Html.Names(await browser.PageAsync(address));

        Assert.Contains(expected, names);
        Assert.InRange(names.Count, 1, SampleBook.Accounts.Count - 1);
    }

    [Fact]
    public async Task What_a_filter_is_set_to_stands_in_the_form_again()
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync("/?q=o&tier=red&trend=declining&owner=ana.silva%40example.com&segment=enterprise&sort=arr&dir=desc");

        Assert.Contains("""<option value="red" selected""", page, StringComparison.Ordinal);
        Assert.Contains("""<option value="declining" selected""", page, StringComparison.Ordinal);
        Assert.Contains("""<option value="ana.silva@example.com" selected""", page, StringComparison.Ordinal);
        Assert.Contains("""<option value="enterprise" selected""", page, StringComparison.Ordinal);
        Assert.Equal("arr", Html.Hidden(page, "sort"));
        Assert.Equal("desc", Html.Hidden(page, "dir"));
    }

    [Fact]
    public async Task Sorting_by_name_turns_around_when_asked_again()
    {
        using var browser = site.Browser();
        var ascending = Html.Names(await browser.PageAsync("/?sort=name"));
        var descending = Html.Names(await browser.PageAsync("/?sort=name&dir=desc"));

        Assert.Equal(ascending.Order(StringComparer.OrdinalIgnoreCase), ascending);
        Assert.Equal(ascending.Reverse(), descending);
    }

    [Fact]
    public async Task The_sorted_column_says_so_to_screen_readers()
    {
        using var browser = site.Browser();
        Assert.Contains("""aria-sort="descending""", await browser.PageAsync("/?sort=arr&dir=desc"), StringComparison.Ordinal);
        Assert.DoesNotContain("aria-sort", await browser.PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_that_nothing_passes_offer_to_be_cleared()
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync("/?q=no+such+account");

        Assert.Contains("No account matches", page, StringComparison.Ordinal);
        Assert.Contains("Clear filters", page, StringComparison.Ordinal);
        Assert.Empty(Html.Names(page));
    }

    [Fact]
    public async Task A_page_beyond_the_last_shows_the_last()
    {
        using var browser = site.Browser();
        Assert.NotEmpty(Html.Names(await browser.PageAsync("/?page=99")));
    }

    [Fact]
    public async Task Words_nobody_understands_in_an_address_change_nothing()
    {
        using var browser = site.Browser();
        Assert.Equal(Html.Names(await browser.PageAsync("/")), Html.Names(await browser.PageAsync("/?sort=nonsense&dir=up&page=-3")));
    }

    [Fact]
    public async Task A_name_that_is_markup_is_shown_and_never_run()
    {
        using var browser = site.Browser();
        foreach (var address in new[] { "/", "/?q=%3Cscript%3E", "/?tier=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E" })
        {
            var page = await browser.PageAsync(address);
            Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>team", page, StringComparison.Ordinal);
        }

        Assert.Contains(SampleBook.Hostile.Name, Html.Names(await browser.PageAsync("/")));
    }

    [Fact]
    public async Task An_empty_workspace_tells_which_command_to_run()
    {
        await using var app = await Site.StartAsync(site.Database, "empty");
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var page = await browser.PageAsync("/");

        Assert.Contains("./mainstay demo", page, StringComparison.Ordinal);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }
}
