using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Mainstay.Cli.Tests.Walk;

/// <summary>The first five minutes: <c>mainstay demo</c> as a process of its own, then who is worst, why, and what to do about it.</summary>
public sealed partial class DemoWalkTests(Chromium chromium)
{
    private const float Timeout = 15_000;

    [Fact]
    public async Task From_nothing_to_the_worst_account_its_reasons_and_a_task_that_is_done()
    {
        Assert.SkipWhen(chromium.Browser is null, Chromium.Missing);
        using var folder = new TestFolder();
        using var demo = RealProcess.Start(folder.Root, "demo", "--folder", "made-up", "--as-of", "2027-03-15", "--urls", "http://127.0.0.1:0");
        await demo.UntilAsync(() => Address().IsMatch(demo.Output), "it serves", TimeSpan.FromMinutes(2));
        Assert.Contains("Most at risk on 2027-03-15", demo.Output, StringComparison.Ordinal);
        Assert.Contains(
            "tickets: { from: 2025-09-15, through: 2027-03-14 }",
            await File.ReadAllTextAsync(Path.Combine(folder.Root, "made-up", "mapping.yaml"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        var site = Address().Match(demo.Output).Groups["url"].Value;

        await using var context = await chromium.Browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB", ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Timeout);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);

        await page.GotoAsync(site);
        await TakePictureAsync(page, "book");
        await page.Locator("#filter-tier").SelectOptionAsync("red");
        await Assertions.Expect(page).ToHaveURLAsync(site.TrimEnd('/') + "/?tier=red");
        await Assertions.Expect(page.Locator("table.accounts tbody tr .score").First).ToContainTextAsync("red", new() { IgnoreCase = true });
        await TakePictureAsync(page, "red");

        var worst = page.Locator("table.accounts tbody tr").First;
        var name = (await worst.Locator("th.account a").InnerTextAsync()).Trim();
        Assert.Equal(WorstPrinted(demo.Output), name);
        await worst.Locator("th.account a").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true })).ToBeVisibleAsync();
        await TakePictureAsync(page, "account");
        await AssertLinesAddUpAsync(page);

        var signal = page.Locator("details.signal").First;
        await signal.Locator("summary").ClickAsync();
        await Assertions.Expect(signal.Locator(".fact-table").First).ToBeVisibleAsync();
        await TakePictureAsync(page, "facts");

        await page.GetByRole(AriaRole.Button, new() { Name = "Mark done" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 task done")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Mark done" })).ToHaveCountAsync(0);
        await TakePictureAsync(page, "done");
        Assert.Empty(complaints);

        await demo.InterruptAsync();
        var end = await demo.EndAsync();
        Assert.Equal((MainstayCommand.Ok, true), (end.Code, end.Output.Contains("Stopping: ", StringComparison.Ordinal)));
        Assert.Contains("Task red-account/", end.Output, StringComparison.Ordinal);
    }

    // Nothing unexplained: the lines that are shown add up to the total that is shown.
    private static async Task AssertLinesAddUpAsync(IPage page)
    {
        var adds = await page.Locator("details.signal .adds").AllInnerTextsAsync();
        var total = Number(await page.Locator("#total").InnerTextAsync());
        Assert.True(adds.Count > 10);
        Assert.Equal(total, adds.Sum(Number));
        var shown = await page.Locator(".account-head .big").InnerTextAsync();
        Assert.Equal(Math.Floor(total), Number(shown.Split('/')[0]));
    }

    private static decimal Number(string text) => Digits().Match(text) is { Success: true } match ? decimal.Parse(match.Value, CultureInfo.InvariantCulture) : 0;

    private static string WorstPrinted(string output) => FirstRow().Match(output).Groups["name"].Value;

    private static Task<byte[]> TakePictureAsync(IPage page, string name) => page.ScreenshotAsync(new()
    {
        Path = Places.In($"artifacts/screenshots/demo-{name}.png"), FullPage = true,
    });

    [GeneratedRegex(@"Mainstay is at (?<url>http://\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"├.*\n│ (?<name>[^(│]+) \(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FirstRow();

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
