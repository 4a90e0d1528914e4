using Mainstay.Web.Access.SecondFactors;
using Mainstay.Web.Tests.Access;
using Microsoft.Playwright;

namespace Mainstay.Web.Tests.Walk;

/// <summary>Signing in, by the keyboard alone, with a picture of every step.</summary>
public sealed class SignInWalkTests(Site site, Chromium chromium)
{
    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task From_the_sign_in_page_to_a_second_factor_and_back_in_by_the_keyboard(int width, ColorScheme scheme)
    {
        Assert.SkipWhen(chromium.Browser is null, Chromium.Missing);
        await using var closed = await ClosedSite.StartAsync(site);
        var email = $"walker-{width}-{scheme.ToString().ToLowerInvariant()}@example.com";
        await ClosedSite.AddAsync(site, email, "admin");
        var context = await chromium.Browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 844 }, ColorScheme = scheme, Locale = "en-GB", ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(10_000);
        await using var visit = new Visit(context, await context.NewPageAsync(), $"{width}-{scheme.ToString().ToLowerInvariant()}");
        var page = visit.Page;

        await page.GotoAsync(closed.Address + "/");
        await LookAsync(visit, "sign-in", width);
        await Assertions.Expect(page.GetByLabel("E-mail")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(email);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(ClosedSite.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Book" })).ToBeVisibleAsync(new() { Timeout = 20_000 });

        await page.GotoAsync(closed.Address + "/me");
        await LookAsync(visit, "me", width);
        var setUp = page.Locator("form[action='/me/second-factor']");
        await setUp.GetByLabel("Password now").FillAsync(ClosedSite.Password);
        await setUp.GetByRole(AriaRole.Button).PressAsync("Enter");
        await LookAsync(visit, "second-factor", width);
        var secret = Decode((await page.Locator(".secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await page.Keyboard.TypeAsync(Totp.Code(secret, Totp.StepAt(closed.Clock.Now)));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(RecoveryCode.Count);
        await LookAsync(visit, "recovery-codes", width);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).PressAsync("Enter");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(ClosedSite.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Code")).ToBeFocusedAsync();
        await LookAsync(visit, "code", width);
        closed.Clock.Now += TimeSpan.FromSeconds(30);
        await page.Keyboard.TypeAsync(Totp.Code(secret, Totp.StepAt(closed.Clock.Now)));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        visit.AssertNoErrors();
    }

    private static async Task LookAsync(Visit visit, string name, int width)
    {
        await visit.TakePictureAsync(name);
        var overflow = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        Assert.True(overflow <= 0, $"{name} is {overflow} px wider than a screen of {width}.");
    }

    private static byte[] Decode(string base32)
    {
        var bits = string.Concat(base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
