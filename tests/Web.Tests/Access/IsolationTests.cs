using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Mainstay.Store.Audit;
using Mainstay.Store.Keys;
using Mainstay.Web.Access;
using Mainstay.Web.Access.Keys;

namespace Mainstay.Web.Tests.Access;

/// <summary>Every address of the route table, tried by those who should not be there. A new address is tried by itself.</summary>
public sealed class IsolationTests(Site site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_address_lets_in_who_has_no_key_an_ended_one_or_one_without_its_scope_and_none_shows_another_workspace()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        var now = Site.Clock.GetUtcNow();
        var expired = await AddAsync(Site.Workspace, Permissions.All, now);
        var revoked = await AddAsync(Site.Workspace, Permissions.All);
        await site.Database.Keys.RevokeAsync(Site.Workspace, revoked.Id, Actor.Person("test", null, now), Ct);
        var stranger = await AddAsync("strangers", Permissions.All);
        var openBefore = (await site.Database.Tasks.ListAsync(Site.Workspace, true, null, null, Ct)).Select(t => t.Key).ToArray();
        using var browser = closed.Browser();
        var tried = 0;
        foreach (var (method, address, permission) in Routes(closed.Services))
        {
            Assert.Equal(401, (await AskAsync(browser, method, address, null)).Status);
            Assert.Equal(401, (await AskAsync(browser, method, address, expired.Text)).Status);
            Assert.Equal(401, (await AskAsync(browser, method, address, revoked.Text)).Status);
            var lesser = await AddAsync(Site.Workspace, [.. Permissions.All.Where(p => p != permission)]);
            Assert.Equal(403, (await AskAsync(browser, method, address, lesser.Text)).Status);
            var (status, text) = await AskAsync(browser, method, address, stranger.Text);
            Assert.True(status < 500, $"{method} {address} answered a stranger with {status}");
            Assert.DoesNotContain("Northwind", text, StringComparison.Ordinal);
            Assert.True(!address.Contains("acc-101", StringComparison.Ordinal) || status is >= 400, $"{method} {address} answered a stranger with {status}");
            tried++;
        }

        Assert.True(tried >= 6, $"Only {tried} addresses were tried.");
        Assert.Equal(openBefore, (await site.Database.Tasks.ListAsync(Site.Workspace, true, null, null, Ct)).Select(t => t.Key));
        Assert.Contains("Northwind", await OwnPageAsync(browser), StringComparison.Ordinal);
    }

    // Without it the test above would pass on pages that show nobody anything.
    private async Task<string> OwnPageAsync(HttpClient browser) =>
        (await AskAsync(browser, "GET", "/?q=northwind", (await AddAsync(Site.Workspace, [Permission.ReadScores])).Text)).Text;

    private static IEnumerable<(string Method, string Address, Permission Permission)> Routes(IServiceProvider services) =>
        services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<RequiredPermission>() is not null)
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => (m, Address(e), e.Metadata.GetMetadata<RequiredPermission>()!.Permission)))
            .Distinct();

    private static string Address(RouteEndpoint endpoint) => "/" + Regex.Replace(
        endpoint.RoutePattern.RawText!.TrimStart('/'),
        @"\{(?<name>[^}:?*]+)[^}]*\}",
        m => m.Groups["name"].Value is "signal" ? "last_nps" : "acc-101",
        RegexOptions.None,
        TimeSpan.FromSeconds(5));

    private static async Task<(int Status, string Text)> AskAsync(HttpClient browser, string method, string address, string? key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Headers = { Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key) } };
        request.Headers.Accept.ParseAdd("application/json");
        browser.DefaultRequestHeaders.Accept.Clear();
        using var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);

        // A stream of events never ends: what comes within its first second is looked at.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? 1_000 : 60_000);
        var text = new StringBuilder();
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(patience.Token);
            var buffer = new byte[8192];
            while (await body.ReadAsync(buffer, patience.Token) is > 0 and var read)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (OperationCanceledException) when (!Ct.IsCancellationRequested)
        {
        }

        return ((int)answer.StatusCode, text.ToString());
    }

    private async Task<KeyText> AddAsync(string workspace, IReadOnlyList<Permission> scopes, DateTimeOffset? expires = null)
    {
        var text = KeyText.New(workspace);
        await site.Database.Keys.AddAsync(
            workspace,
            new StoredKey
            {
                Id = text.Id, Name = text.Id, Hash = [.. text.Hash], Scopes = [.. scopes.Select(Permissions.NameOf)],
                CreatedAt = Site.Clock.GetUtcNow(), CreatedBy = "test", ExpiresAt = expires,
            },
            Actor.Mainstay(Site.Clock.GetUtcNow()),
            Ct);
        return text;
    }
}
