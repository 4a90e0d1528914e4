using System.Net;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Models;
using System.Text.RegularExpressions;

namespace Mainstay.Web.Tests;

public sealed class HostTests(Site site)
{
    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/accounts/acc-101", "text/html")]
    [InlineData("/tasks", "text/html")]
    [InlineData("/health/live", "text/plain")]
    [InlineData("/dist/main.css", "text/css")]
    [InlineData("/dist/main.js", "text/javascript")]
    [InlineData("/mark.svg", "image/svg+xml")]
    public async Task Every_address_answers_with_its_type_and_with_security_headers(string address, string type)
    {
        using var browser = site.Browser();
        using var response = await browser.GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/accounts/acc-102")]
    [InlineData("/accounts/acc-102/signals/open_critical")]
    [InlineData("/tasks")]
    public async Task Nothing_in_a_page_needs_more_than_its_own_site_allows(string address)
    {
        using var browser = site.Browser();
        var page = await browser.PageAsync(address);

        // Names of attributes are looked for outside of their values, which may well hold somebody's attempt, escaped.
        Assert.DoesNotMatch(new Regex("""\sstyle=|\son\w+=""", RegexOptions.None, TimeSpan.FromSeconds(5)), Regex.Replace(page, "\"[^\"]*\"", "\"\"", RegexOptions.None, TimeSpan.FromSeconds(5)));
        Assert.DoesNotMatch(new Regex("""<style|javascript:|<script(?! type="module" src="/dist/main.js")""", RegexOptions.None, TimeSpan.FromSeconds(5)), page);
        Assert.DoesNotMatch(new Regex("""(src|href)="(https?:)?//""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)), page);
    }

    [Fact]
    public async Task An_address_nobody_knows_is_a_page_for_people_and_a_problem_for_programs()
    {
        using var browser = site.Browser();
        using var forPeople = await browser.GetAsync("/nowhere", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, forPeople.StatusCode);
        Assert.Contains("No page has this address", await forPeople.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/nowhere");
        request.Headers.Accept.ParseAdd("application/json");
        using var forPrograms = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/problem+json", forPrograms.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_failure_inside_is_told_kindly_and_without_its_inside()
    {
        const string workspace = "broken";
        var cancellationToken = TestContext.Current.CancellationToken;
        var company = Fact.Of(FactKinds.Companies, "a", "a", Instant.MinValue, ("name", FactValue.Of("A")));
        await site.Database.Facts.AppendAsync(workspace, new[] { company }.ToAsyncEnumerable(), recordedAt: null, progress: null, cancellationToken);
        await site.Database.Models.SaveAsync(workspace, new StoredModel("m", "1", "no: model", Site.Clock.GetUtcNow()), Actor.Mainstay(Site.Clock.GetUtcNow()), cancellationToken);
        await site.Database.Models.ActivateAsync(workspace, "m", "1", "", Actor.Mainstay(Site.Clock.GetUtcNow()), cancellationToken);
        await using var app = await Site.StartAsync(site.Database, workspace);
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var response = await browser.GetAsync("/accounts/a?day=2026-01-01", cancellationToken);
        var page = await response.Content.ReadAsStringAsync(cancellationToken);
        await app.StopAsync(cancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("Something went wrong", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page, StringComparison.Ordinal);
        Assert.DoesNotContain("does not compile", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
