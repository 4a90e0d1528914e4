using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Mainstay.Store.Audit;
using Mainstay.Store.Keys;
using Mainstay.Web.Access;
using Mainstay.Web.Access.Keys;
using Mainstay.Web.Embedding;
using Mainstay.Web.Tests.Walk;
using Microsoft.Playwright;

namespace Mainstay.Web.Tests.Embedding;

/// <summary>The widget of an account in another system's page.</summary>
public sealed class EmbedTests(Site site, Chromium chromium)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_shows_its_account_to_whom_the_configuration_lets_frame_it_and_nothing_else()
    {
        await using var app = await StartAsync("https://app.example.com");
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var address = await AddressAsync(client, "acc-102");
        using var shown = await client.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("Kestrel Logistics", await shown.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self' https://app.example.com", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(shown.Headers.Contains("X-Frame-Options"));
        Assert.Equal("no-referrer", shown.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("no-store", shown.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        using var other = await client.GetAsync(address.Replace("acc-102", "acc-101", StringComparison.Ordinal), Ct);
        Assert.Equal(HttpStatusCode.Forbidden, other.StatusCode);
        using var page = await client.GetAsync("/accounts/acc-102?" + address.Split('?')[1], Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("other secret")]
    [InlineData("other workspace")]
    [InlineData("none")]
    public async Task A_token_that_is_over_or_not_signed_by_the_workspace_shows_nothing(string what)
    {
        await using var app = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await AddressAsync(client, "acc-102");
        var secret = (await site.Database.Secrets.FindAsync(Site.Workspace, "embed", Site.Secrets, Ct))!;
        var now = Site.Clock.GetUtcNow();
        var token = new EmbedToken(what == "other workspace" ? "strangers" : Site.Workspace, "acc-102", what == "expired" ? now : now.AddMinutes(1));
        var text = what == "none" ? "" : token.Write(what == "other secret" ? new byte[32] : secret);
        using var answer = await client.GetAsync($"/embed/account/acc-102?token={text}", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("Kestrel", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_given_for_an_account_that_exists_and_for_an_hour_at_most()
    {
        await using var app = await StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(client, new JsonObject { ["account"] = "acc-999" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(client, new JsonObject { ["account"] = "acc-102", ["seconds"] = 3601 })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(client, new JsonObject())).Status);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task The_widget_is_seen_in_a_frame_of_another_site_in_either_theme(string theme)
    {
        Assert.SkipWhen(chromium.Browser is null, Chromium.Missing);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var other = builder.Build();
        var address = "";
        other.MapGet("/", () => Results.Content($"<!doctype html><title>App</title><body style='background:#777'><iframe src='{address}' width='440' height='300' style='border:0'></iframe>", "text/html"));
        await other.StartAsync(Ct);
        await using var app = await StartAsync(other.Urls.First());
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        address = app.Urls.First() + await AddressAsync(client, "acc-102") + "&theme=" + theme;

        // The visitor's system says the opposite of what the page asks for.
        var context = await chromium.Browser!.NewContextAsync(
            new() { ColorScheme = theme == "dark" ? ColorScheme.Light : ColorScheme.Dark, ViewportSize = new() { Width = 480, Height = 340 } });
        await using var visit = new Visit(context, await context.NewPageAsync(), theme);
        await visit.Page.GotoAsync(other.Urls.First());
        var frame = visit.Page.FrameLocator("iframe");
        await Assertions.Expect(frame.GetByRole(AriaRole.Heading, new() { Name = "Kestrel Logistics" })).ToBeVisibleAsync();
        await visit.TakePictureAsync("widget");
        var ground = await frame.Locator("body").EvaluateAsync<string>("b => getComputedStyle(b).backgroundColor");
        Assert.Equal(theme == "dark" ? "rgb(21, 25, 32)" : "rgb(255, 255, 255)", ground);
        visit.AssertNoErrors();
    }

    private async Task<WebApplication> StartAsync(params string[] origins)
    {
        var app = WebHost.Build(new WebOptions
        {
            Database = site.Database, Workspace = Site.Workspace, Urls = "http://127.0.0.1:0", Clock = Site.Clock, Secrets = Site.Secrets, EmbedOrigins = origins,
        });
        await app.StartAsync(Ct);
        return app;
    }

    private async Task<string> AddressAsync(HttpClient client, string account) =>
        (string)(await AskAsync(client, new JsonObject { ["account"] = account })).Body!["address"]!;

    private async Task<(HttpStatusCode Status, JsonNode? Body)> AskAsync(HttpClient client, JsonObject body)
    {
        var text = KeyText.New(Site.Workspace);
        var by = Actor.Mainstay(Site.Clock.GetUtcNow());
        await site.Database.Keys.AddAsync(
            Site.Workspace, new StoredKey { Id = text.Id, Name = text.Id, Hash = [.. text.Hash], Scopes = [Permissions.NameOf(Permission.ReadScores)], CreatedAt = by.At, CreatedBy = "test" }, by, Ct);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/embed-tokens") { Content = JsonContent.Create(body), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", text.Text) } };
        using var answer = await client.SendAsync(request, Ct);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct)));
    }
}
