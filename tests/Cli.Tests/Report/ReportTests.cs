using System.Text.RegularExpressions;
using Mainstay.Cli.Tests.Walk;
using Microsoft.Playwright;

namespace Mainstay.Cli.Tests.Report;

public sealed partial class ReportTests(Chromium chromium)
{
    [Fact]
    public async Task The_page_needs_nothing_beside_itself()
    {
        using var folder = new TestFolder();
        var html = await WriteAsync(folder);
        Assert.DoesNotMatch(Outside(), html);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        Assert.EndsWith("</html>", html.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(["report.html"], Directory.GetFiles(folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_adds_of_an_account_add_up_to_its_score_to_the_last_digit()
    {
        using var folder = new TestFolder();
        var html = await WriteAsync(folder);
        var tables = Breakdown().Matches(html);
        Assert.NotEmpty(tables);
        foreach (Match table in tables)
        {
            var parts = Adds().Matches(Dimension().Replace(table.Value, "")).Select(m => decimal.Parse(m.Groups["adds"].Value.Replace('−', '-'), System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal(parts[^1], parts[..^1].Sum());
        }
    }

    [Fact]
    public async Task Accounts_are_sorted_found_and_opened_by_a_link()
    {
        Assert.SkipWhen(chromium.Browser is null, Chromium.Missing);
        using var folder = new TestFolder();
        await WriteAsync(folder);
        await using var context = await chromium.Browser!.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) => complaints.Add(message.Text);
        await page.GotoAsync(new Uri(folder.PathOf("report.html")).AbsoluteUri);

        var byRisk = await ScoresAsync(page);
        await page.ClickAsync("[data-sort=score]");
        Assert.Equal(byRisk.OrderDescending(), await ScoresAsync(page));
        await page.ClickAsync("[data-sort=score]");
        Assert.Equal(byRisk.Order(), await ScoresAsync(page));

        var name = await page.Locator("#list > details").Last.GetAttributeAsync("data-name");
        await page.FillAsync("#find", name!.ToUpperInvariant());
        Assert.Equal(1, await page.Locator("#list > details:visible").CountAsync());

        await page.Locator(".movers a").First.ClickAsync();
        await page.Locator("#list > details[open] .breakdown").WaitForAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task On_a_phone_nothing_reaches_beyond_the_screen()
    {
        Assert.SkipWhen(chromium.Browser is null, Chromium.Missing);
        using var folder = new TestFolder();
        await WriteAsync(folder);
        await using var context = await chromium.Browser!.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(folder.PathOf("report.html")).AbsoluteUri);
        await page.Locator("#list > details > summary").First.ClickAsync();
        Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task A_day_on_which_nobody_is_scored_gives_a_page_that_says_so()
    {
        using var folder = new TestFolder();
        (await Cli.RunAsync(["report", .. Places.Model, .. Places.Harbour, "--as-of", "2001-01-01", "--out", folder.PathOf("report.html")])).AssertOk();
        var html = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("No account is scored on this day", html, StringComparison.Ordinal);
    }

    private static async Task<double[]> ScoresAsync(IPage page) =>
        await page.EvaluateAsync<double[]>("[...document.querySelectorAll('#list > details')].map(d => Number(d.dataset.score))");

    private static async Task<string> WriteAsync(TestFolder folder)
    {
        var path = folder.PathOf("report.html");
        var outcome = (await Cli.HarbourAsync("report", [.. Places.AsOf, "--out", path])).AssertOk();
        Assert.Matches(@"report\.html: [0-9]+ accounts on 2026-11-01, [0-9,]+ KB", outcome.Output);
        return await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("""(src|href)="(?!#)|url\(|@import|https?:""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Outside();

    [GeneratedRegex("<table class=\"breakdown\">.*?</table>", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Breakdown();

    // Its number is the sum of those below it.
    [GeneratedRegex("<tr class=\"part\">.*?</tr>", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Dimension();

    [GeneratedRegex("<td>(?<adds>−?[0-9]+\\.[0-9]{4})</td>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Adds();
}
