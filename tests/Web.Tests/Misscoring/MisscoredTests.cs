using Mainstay.Web.Tests.Access;
using Mainstay.Web.Tests.Api;
using Mainstay.Web.Tests.Api.Writing;

namespace Mainstay.Web.Tests.Misscoring;

/// <summary>Accounts that people believe misscored: named on their page or by the API, weighed by operations.</summary>
public sealed class MisscoredTests(WritableSite writable)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_names_an_account_on_its_page_is_read_there_and_by_operations()
    {
        using var browser = writable.Site.Browser();
        var page = await ClosedSite.PostAsync(browser, "/accounts/acc-111", "/accounts/acc-111/misscored", ("score", "too high"), ("lacks", "  The <sponsor> left "));
        var shown = await page.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Too high: The &lt;sponsor&gt; left", shown, StringComparison.Ordinal);
        var watching = await browser.PageAsync("/watching");
        Assert.Contains("<a href=\"/accounts/acc-111\">", watching, StringComparison.Ordinal);
        Assert.Contains("The &lt;sponsor&gt; left", watching, StringComparison.Ordinal);
        Assert.DoesNotContain("<sponsor>", shown + watching, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("high", "x")]
    [InlineData("too high", " ")]
    [InlineData("too high", null)]
    public async Task A_form_that_says_nothing_is_refused(string score, string? lacks)
    {
        using var browser = writable.Site.Browser();
        using var answer = await ClosedSite.PostAsync(browser, "/accounts/acc-112", "/accounts/acc-112/misscored", ("score", score), ("lacks", lacks ?? new string('x', 201)));
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Empty((await browser.ReadAsync("/accounts/acc-112/assessments"))["items"]!.AsArray());
    }

    [Fact]
    public async Task The_api_takes_it_with_its_author_and_lists_who_was_right()
    {
        using var client = writable.Client();
        var named = await client.PostJsonAsync("/accounts/acc-114/misscored", """{"score": "too low", "lacks": "Reference calls", "externalId": "crm-9"}""");
        Assert.Equal((201, "/api/v1/accounts/acc-114/assessments/crm-9"), (named.Status, named.Location));
        Assert.Equal(("misscored", "too low", "Reference calls", "local"), ((string?)named.Body!["type"], (string?)named.Body["word"], (string?)named.Body["note"], (string?)named.Body["author"]));
        Assert.Equal(409, (await client.PostJsonAsync("/accounts/acc-114/misscored", """{"score": "too low", "lacks": "Again", "externalId": "crm-9"}""")).Status);
        Assert.Equal(["lacks", "score"], (await client.PostJsonAsync("/accounts/acc-114/misscored", """{"score": "low", "lacks": ""}""")).Errors);
        Assert.Equal(404, (await client.PostJsonAsync("/accounts/nobody/misscored", """{"score": "too low", "lacks": "x"}""")).Status);

        var listed = await client.ReadAsync("/misscored");
        var item = Assert.Single(listed["items"]!.AsArray(), i => (string?)i!["accountId"] == "acc-114")!;
        Assert.Equal(("too low", "Reference calls", "notKnownYet"), ((string?)item["score"], (string?)item["lacks"], (string?)item["right"]));
        Assert.Contains(listed["lacks"]!.AsArray(), l => (string?)l!["signal"] == "Reference calls" && (int)l["times"]! == 1);
        var entries = await writable.Site.Database.Audit.ListAsync(Site.Workspace, new() { Action = "misscored", Subject = "acc-114" }, Ct);
        Assert.Contains("Reference calls", Assert.Single(entries).After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_churn_within_the_horizon_says_who_was_right()
    {
        using var client = writable.Client();
        await client.PostJsonAsync("/accounts/acc-115/misscored", """{"score": "too high", "lacks": "Silence"}""");
        await client.PostJsonAsync("/accounts/acc-115/outcomes", """{"type": "churned"}""");
        var item = Assert.Single((await client.ReadAsync("/misscored"))["items"]!.AsArray(), i => (string?)i!["accountId"] == "acc-115")!;
        Assert.Equal(("person", true), ((string?)item["right"], (bool?)item["churned"]));
        Assert.Contains("right, it churned", await client.PageAsync("/accounts/acc-115"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_reach_nobody_reads_or_names_anything_and_who_only_reads_finds_no_form()
    {
        using (var client = writable.Client())
        {
            await client.PostJsonAsync("/accounts/acc-116/misscored", """{"score": "too high", "lacks": "Out of reach"}""");
        }

        await using var closed = await ClosedSite.StartAsync(writable.Site);
        await ClosedSite.AddAsync(writable.Site, "new@misscoring", "csm", reach: "own");
        await ClosedSite.AddAsync(writable.Site, "viewer@misscoring", "viewer");
        using var own = closed.Browser();
        await ClosedSite.SignInAsync(own, "new@misscoring");
        Assert.Empty((await own.ReadAsync("/misscored"))["items"]!.AsArray());
        Assert.Equal(404, (await own.PostJsonAsync("/accounts/acc-116/misscored", """{"score": "too high", "lacks": "x"}""")).Status);

        using var viewer = closed.Browser();
        await ClosedSite.SignInAsync(viewer, "viewer@misscoring");
        var page = await viewer.PageAsync("/accounts/acc-116");
        Assert.Contains("Out of reach", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tell operations", page, StringComparison.Ordinal);
    }
}
