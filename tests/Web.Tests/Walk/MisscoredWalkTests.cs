using Mainstay.Web.Tests.Api.Writing;
using Microsoft.Playwright;

namespace Mainstay.Web.Tests.Walk;

/// <summary>A CSM who does not believe a score says so, and operations reads it: on a desk and on a phone.</summary>
public sealed class MisscoredWalkTests(WritableSite writable, Chromium chromium)
{
    [Theory]
    [InlineData(1440, "acc-117", ColorScheme.Light)]
    [InlineData(390, "acc-118", ColorScheme.Dark)]
    public async Task What_the_model_lacks_is_said_on_the_account_and_stands_in_watching(int width, string account, ColorScheme scheme)
    {
        await using var visit = await chromium.VisitAsync(width, scheme);
        var page = visit.Page;
        await page.GotoAsync($"{writable.Site.Address}/accounts/{account}");
        await page.GetByText("No: it is misscored").ClickAsync();
        await page.GetByLabel("too high").CheckAsync();
        await page.GetByLabel("Which signal is missing, or wrong?").FillAsync("The champion left");
        await visit.TakePictureAsync("misscored-form");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tell operations" }).ClickAsync();
        await Assertions.Expect(page.Locator("#misscored")).ToContainTextAsync("Too high: The champion left");
        await visit.TakePictureAsync("misscored-said");

        await page.GotoAsync(writable.Site.Address + "/watching");
        await Assertions.Expect(page.Locator("table", new() { HasText = "Missing or wrong" }).GetByText("The champion left").First).ToBeVisibleAsync();
        await visit.TakePictureAsync("misscored-watching");
        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth") <= 0);
        visit.AssertNoErrors();
    }
}
