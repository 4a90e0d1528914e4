using Microsoft.Playwright;

namespace Mainstay.Web.Tests.Walk;

/// <summary>A CSM's morning: who needs me, why, what do I do. In a real browser, with a picture of every step.</summary>
public sealed class MorningWalkTests(Site site, Sample.Family family, Chromium chromium)
{
    public static TheoryData<int, ColorScheme> Screens => new()
    {
        { 1440, ColorScheme.Light },
        { 1440, ColorScheme.Dark },
        { 390, ColorScheme.Light },
        { 390, ColorScheme.Dark },
    };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Every_page_fits_the_screen_and_breaks_no_rule_of_the_browser(int width, ColorScheme scheme)
    {
        await using var visit = await chromium.VisitAsync(width, scheme);
        foreach (var (name, address) in new[]
        {
            ("book", "/"), ("book-filtered", "/?tier=yellow&sort=arr&dir=desc"), ("book-nothing", "/?q=nothing"), ("account", "/accounts/acc-102"),
            ("account-past", "/accounts/acc-109?day=2026-09-12"), ("account-unknown", "/accounts/acc-113"),
            ("signal", "/accounts/acc-102/signals/csat_90d"), ("tasks", "/tasks"), ("watching", "/watching"), ("audit", "/audit"), ("people", "/people"), ("keys", "/people/keys"), ("teams", "/people/teams"), ("audit-nothing", "/audit?by=nobody"), ("not-found", "/accounts/nobody"),
        })
        {
            await LookAsync(visit, name, site.Address + address, width);
        }

        foreach (var (name, address) in new[]
        {
            ("family", "/accounts/holding"), ("family-parent", "/accounts/acc-101"), ("family-orphan", "/accounts/acc-106"),
            ("overridden", "/accounts/acc-102"), ("book-rollup", "/?score=group"),
        })
        {
            await LookAsync(visit, name, family.Address + address, width);
        }

        visit.AssertNoErrors();
    }

    private static async Task LookAsync(Visit visit, string name, string address, int width)
    {
        await visit.Page.GotoAsync(address);
        await visit.TakePictureAsync(name);
        var overflow = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        Assert.True(overflow <= 0, $"{address} is {overflow} px wider than a screen of {width}.");
    }

    [Fact]
    public async Task From_the_book_to_the_reason_to_the_task_that_is_done()
    {
        await using var visit = await chromium.VisitAsync(1440, ColorScheme.Light);
        var page = visit.Page;
        await page.GotoAsync(site.Address);

        await page.Locator("#filter-tier").SelectOptionAsync("red");
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/?tier=red");
        await Assertions.Expect(page.Locator("table.accounts tbody tr")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("#announcement")).ToHaveTextAsync("3 accounts");

        await page.Locator("#search").PressSequentiallyAsync("kestrel", new() { Delay = 30 });
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/?q=kestrel&tier=red");
        await Assertions.Expect(page.Locator("table.accounts tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#search")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#search")).ToHaveValueAsync("kestrel");

        await page.GetByRole(AriaRole.Link, new() { Name = "Kestrel Logistics" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Kestrel Logistics", Exact = true })).ToBeVisibleAsync();

        var signal = page.Locator("#signal-csat_90d");
        await signal.Locator("summary").ClickAsync();
        await Assertions.Expect(signal.Locator(".fact-table")).ToBeVisibleAsync();
        await Assertions.Expect(signal.GetByText("mean of csat in tickets by solved_at, 90 days")).ToBeVisibleAsync();
        await visit.TakePictureAsync("account-facts");

        await page.GetByRole(AriaRole.Button, new() { Name = "Mark done" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 task done")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Nothing is open.")).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/accounts/acc-102");

        await page.GetByText("1 task done").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reopen" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Mark done" })).ToBeVisibleAsync();
        visit.AssertNoErrors();
    }

    [Fact]
    public async Task Going_back_brings_back_the_view_that_was_left()
    {
        await using var visit = await chromium.VisitAsync(1440, ColorScheme.Light);
        var page = visit.Page;
        await page.GotoAsync(site.Address);
        await page.Locator("a.tile", new() { HasText = "Red" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/?tier=red");
        await page.GetByRole(AriaRole.Link, new() { Name = "ARR", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/?tier=red&sort=arr&dir=desc");
        await Assertions.Expect(page.Locator("th[aria-sort=descending]")).ToHaveCountAsync(1);

        await page.GoBackAsync();
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + "/?tier=red");
        await Assertions.Expect(page.Locator("th[aria-sort]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("table.accounts tbody tr")).ToHaveCountAsync(3);
        visit.AssertNoErrors();
    }

    [Fact]
    public async Task A_day_of_the_chart_leads_to_that_day()
    {
        await using var visit = await chromium.VisitAsync(1440, ColorScheme.Light);
        var page = visit.Page;
        await page.GotoAsync(site.Address + "/accounts/acc-102");
        await page.Locator(".chart-wide .days-of-chart a").Nth(100).ClickAsync();

        await Assertions.Expect(page.Locator(".banner")).ToContainTextAsync("as it was known then");
        visit.AssertNoErrors();
    }
}
