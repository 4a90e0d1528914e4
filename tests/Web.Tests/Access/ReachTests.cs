using System.Net;
using System.Text.RegularExpressions;
using Mainstay.Store.Book;
using Mainstay.Web.Access;

namespace Mainstay.Web.Tests.Access;

/// <summary>A CSM who sees their own book only.</summary>
public sealed class ReachTests(Site site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_out_of_reach_is_found_by_no_address_and_answers_as_one_that_nobody_knows()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        await ClosedSite.AddAsync(site, "newcomer@example.com", "csm", reach: "own");
        using var browser = closed.Browser();
        await ClosedSite.SignInAsync(browser, "newcomer@example.com");
        var tried = 0;
        foreach (var address in Addresses(closed.Services))
        {
            using var answer = await browser.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, Ct);
            if (address.Contains("acc-101", StringComparison.Ordinal))
            {
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                using var unknown = await browser.GetAsync(address.Replace("acc-101", "acc-999", StringComparison.Ordinal), Ct);
                Assert.Equal(await TextAsync(unknown), (await TextAsync(answer)).Replace("acc-101", "acc-999", StringComparison.Ordinal));
                tried++;
            }
            else if (answer.Content.Headers.ContentType?.MediaType != "text/event-stream")
            {
                Assert.DoesNotContain("Northwind", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            }
        }

        Assert.True(tried >= 8, $"Only {tried} addresses of accounts were tried.");
        var task = (await site.Database.Tasks.ListAsync(Site.Workspace, open: true, null, null, Ct))[0];
        using var refused = await ClosedSite.PostAsync(browser, "/tasks", "/tasks/done", ("key", task.Key), ("back", "/tasks"));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Contains(await site.Database.Tasks.ListAsync(Site.Workspace, open: true, null, null, Ct), t => t.Key == task.Key);
    }

    [Fact]
    public async Task Owners_see_their_book_and_their_manager_sees_it_with_reach_team()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        var all = (await site.Database.Book.ReadAsync(new BookQuery { Workspace = Site.Workspace }, Ct)).Rows;
        var owner = all.First(r => r.Owner is not null).Owner!;
        var own = all.Where(r => r.Owner == owner).ToArray();
        await ClosedSite.AddAsync(site, owner, "csm", reach: "own");
        await ClosedSite.AddAsync(site, "head@example.com", "manager", reach: "team");
        await site.Database.Teams.SetManagerAsync(Site.Workspace, owner, "head@example.com", Store.Audit.Actor.Mainstay(Site.Clock.GetUtcNow()), Ct);
        foreach (var who in (string[])[owner, "head@example.com"])
        {
            using var browser = closed.Browser();
            await ClosedSite.SignInAsync(browser, who);
            var book = await browser.GetStringAsync("/", Ct);
            Assert.Equal(own.Length, Regex.Count(book, "<th[^>]*class=\"account", RegexOptions.None, TimeSpan.FromSeconds(5)));
            Assert.All(own, r => Assert.Contains(WebUtility.HtmlEncode(r.Name), book, StringComparison.Ordinal));
            using var page = await browser.GetAsync("/accounts/" + own[0].AccountId, Ct);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            using var others = await browser.GetAsync("/accounts/" + all.First(r => r.Owner != owner).AccountId, Ct);
            Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        }
    }

    // Every page has a token of its own for its forms.
    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        Regex.Replace(await answer.Content.ReadAsStringAsync(Ct), "value=\"[^\"]{100,}\"|\"traceId\":\"[^\"]*\"", "", RegexOptions.None, TimeSpan.FromSeconds(5));

    private static IEnumerable<string> Addresses(IServiceProvider services) =>
        services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<RequiredPermission>() is { Permission: Permission.ReadScores })
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .Select(e => "/" + Regex.Replace(
                e.RoutePattern.RawText!.TrimStart('/'), @"\{(?<name>[^}:?*]+)[^}]*\}",
                m => m.Groups["name"].Value is "signal" ? "last_nps" : "acc-101", RegexOptions.None, TimeSpan.FromSeconds(5)))
            .Distinct(StringComparer.Ordinal);
}
