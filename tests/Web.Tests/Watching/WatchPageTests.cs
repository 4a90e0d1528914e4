using Mainstay.Web.Tests.Access;
using Mainstay.Web.Tests.Api;

namespace Mainstay.Web.Tests.Watching;

public sealed class WatchPageTests(Site site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_tells_what_calls_for_a_look_what_moved_and_how_often_tasks_were_worth_it()
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync("/watching");
        Assert.Contains("nps_180d (15 % of the score) is not what it was", page, StringComparison.Ordinal);
        Assert.Contains("moved far", page, StringComparison.Ordinal);
        Assert.Contains("Earlier looks", page, StringComparison.Ordinal);
        Assert.Contains("<td>Red-account", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_book_tells_who_can_mend_the_model_that_something_calls_for_a_look_and_nobody_else()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        foreach (var (role, isTold) in ((string, bool)[])[("ops", true), ("csm", false)])
        {
            await ClosedSite.AddAsync(site, $"{role}@watch", role);
            using var browser = closed.Browser();
            await ClosedSite.SignInAsync(browser, $"{role}@watch");
            Assert.Equal((role, isTold), (role, (await browser.PageAsync("/")).Contains("2 things call for a look", StringComparison.Ordinal)));
            Assert.Equal(isTold ? 200 : 403, (int)(await browser.GetAsync("/watching", Ct)).StatusCode);
        }
    }

    [Fact]
    public async Task The_api_lists_looks_the_newest_first_as_they_were_kept()
    {
        using var client = site.Browser();
        var drift = await client.ReadAsync("/drift?limit=1");
        var look = Assert.Single(drift["items"]!.AsArray())!;
        Assert.Equal(("2026-11-01", 2), ((string?)look["day"], look["warnings"]!.AsArray().Count));
        Assert.Equal((0.61, "moved far"), ((double)look["report"]!["signals"]![1]!["psi"]!, (string?)look["report"]!["signals"]![1]!["moved"]));
        Assert.Contains("red-account", drift["alerts"]!.AsArray().Select(a => (string?)a!["playbook"]));
        Assert.Equal(2, (await client.ReadAsync("/drift"))["items"]!.AsArray().Count);
    }
}
