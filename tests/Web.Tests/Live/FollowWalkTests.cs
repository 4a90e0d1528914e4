using Mainstay.Web.Tests.Walk;

namespace Mainstay.Web.Tests.Live;

public sealed class FollowWalkTests(Chromium chromium)
{
    [Fact]
    public async Task The_book_shows_a_new_score_while_one_looks_at_it_and_leaves_the_filters_alone()
    {
        Assert.SkipWhen(chromium.Browser is null, Chromium.Missing);
        await using var site = await LiveSite.StartAsync();
        await site.TrackAsync("acme", 5);
        await site.TrackAsync("zeta", 40);
        await site.ScoreIsAsync("zeta", 80);
        var context = await chromium.Browser!.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 600 } });
        await using var visit = new Visit(context, await context.NewPageAsync(), "1440");
        await visit.Page.GotoAsync(site.Site.Address);
        var score = visit.Page.Locator("[data-account=acme] .score-number");
        Assert.Equal("10", await score.TextContentAsync());
        await visit.TakePictureAsync("book-before-event");
        await visit.Page.Locator("input[name=q]").FocusAsync();

        await site.TrackAsync("acme", 30);
        await visit.Page.Locator("[data-account=acme] .score-number:text-is('70')").WaitForAsync(new() { Timeout = 10_000 });
        Assert.Equal(1, await visit.Page.Locator("input[name=q]:focus").CountAsync());
        Assert.Contains("has-changed", await visit.Page.Locator("[data-account=acme]").GetAttributeAsync("class"), StringComparison.Ordinal);
        Assert.DoesNotContain("has-changed", await visit.Page.Locator("[data-account=zeta]").GetAttributeAsync("class"), StringComparison.Ordinal);
        visit.AssertNoErrors();

        // Last, because Playwright hides the caret of a focused field by a style that the page's policy refuses.
        await visit.TakePictureAsync("book-after-event");
    }
}
