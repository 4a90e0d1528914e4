using Mainstay.Cli.Tests.Walk;
using Microsoft.Playwright;

namespace Mainstay.Cli.Tests.Lookback;

public sealed class PageTests(Chromium chromium)
{
    [Theory]
    [InlineData("Day by day", "observe")]
    [InlineData("Base rate alone", "backtest", "--every", "week", "--challenger", "STRICT")]
    [InlineData("Account by account", "whatif", "--every", "week", "--against", "STRICT", "--playbooks", "PLAYBOOKS")]
    public async Task A_page_about_a_book_is_whole_and_fits_a_phone(string says, params string[] command)
    {
        Assert.SkipUnless(Directory.Exists(Places.Shared("data/ravenstack")), "shared/data is not beside the repository.");
        using var folder = new TestFolder();
        var strict = Path.Combine(folder.Root, "strict.yaml");
        var text = await File.ReadAllTextAsync(Places.In("models/b2b-saas.yaml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(strict, text.Replace("{ green: 70, yellow: 40, red: 0 }", "{ green: 80, yellow: 60, red: 0 }", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var words = command.Select(word => word switch { "STRICT" => strict, "PLAYBOOKS" => Places.In("playbooks/red-account.yaml"), _ => word });
        await LookAsync(folder, says, [.. words, .. Places.Model, "--data", Places.Shared("data/ravenstack"), "--mapping", Places.In("samples/mappings/ravenstack.yaml")]);
    }

    [Theory]
    [InlineData("Whom one reaches", "calibrate", "--folds", "2", "--repeats", "1")]
    [InlineData("Verdicts", "evidence")]
    public async Task A_page_about_a_table_is_whole_and_fits_a_phone(string says, params string[] command)
    {
        Assert.SkipUnless(Directory.Exists(Places.Shared("data/saas_pysurvival")), "shared/data is not beside the repository.");
        using var folder = new TestFolder();
        await LookAsync(folder, says, [.. command, "--table", Places.Shared("data/saas_pysurvival/churn.csv.gz"), "--outcome", "churned=1"]);
    }

    private async Task LookAsync(TestFolder folder, string says, string[] command)
    {
        Assert.SkipWhen(chromium.Browser is null, Chromium.Missing);
        var file = Path.Combine(folder.Root, "page.html");
        (await Cli.RunAsync([.. command, "--report", file])).AssertOk();
        var html = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using var context = await chromium.Browser!.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, ColorScheme = scheme });
            var page = await context.NewPageAsync();
            var complaints = new List<string>();
            page.PageError += (_, error) => complaints.Add(error);
            page.Console += (_, message) => complaints.Add(message.Text);
            page.Request += (_, request) => complaints.AddRange(request.Url.StartsWith("file:", StringComparison.Ordinal) ? [] : [request.Url]);
            await page.GotoAsync(new Uri(file).AbsoluteUri);
            Assert.True(await page.GetByText(says).First.IsVisibleAsync());
            Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            Assert.Empty(complaints);
        }
    }
}
