using System.Net;
using Mainstay.Store.Audit;
using Mainstay.Store.People;
using Mainstay.Web.Access;
using Mainstay.Web.Access.Oidc;
using Mainstay.Web.Access.People;
using Microsoft.AspNetCore.WebUtilities;

namespace Mainstay.Web.Tests.Access.Oidc;

/// <summary>Signing in by a real OpenID provider.</summary>
public sealed class OidcTests
{
    private static readonly Actor By = Actor.Mainstay(DateTimeOffset.UnixEpoch);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_known_signs_in_by_their_verified_address_and_later_by_the_providers_subject()
    {
        await using var site = await OidcSite.StartAsync();
        await site.Database.Users.AddAsync("w", "known@example.com", "csm", "all", PasswordHash.None, By, Ct);
        using var browser = site.Browser();
        Assert.Contains("Sign in with 127.0.0.1", await browser.GetStringAsync("/sign-in", Ct), StringComparison.Ordinal);
        using var answer = await site.SignInAsync(browser, "known");
        Assert.Equal((HttpStatusCode.SeeOther, "/tasks"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Contains("known@example.com", await browser.GetStringAsync("/tasks", Ct), StringComparison.Ordinal);
        Assert.Equal("known@example.com", (await site.Database.Users.FindByIdentityAsync(site.Settings.Issuer.ToString(), "known", Ct))?.Email);

        // Without a password nobody signs in by one.
        using var guesser = site.Browser();
        using var guessed = await ClosedSite.SignInAsync(guesser, "known@example.com", PasswordHash.None);
        Assert.Equal(HttpStatusCode.Unauthorized, guessed.StatusCode);
    }

    [Fact]
    public async Task The_request_asks_with_state_nonce_and_challenge_for_the_exact_address()
    {
        await using var site = await OidcSite.StartAsync();
        using var browser = site.Browser();
        var query = QueryHelpers.ParseQuery((await OidcSite.StartAsync(browser, "known")).Query);
        Assert.Equal(site.Settings.RedirectUri, query["redirect_uri"]);
        Assert.Equal(("code", "S256"), ((string?)query["response_type"], (string?)query["code_challenge_method"]));
        Assert.All(["state", "nonce", "code_challenge"], name => Assert.True(query[name].ToString().Length >= 32, name));
        Assert.Contains("openid", query["scope"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_are_let_in_only_where_newcomers_are_welcome_and_by_no_claim_as_admin()
    {
        await using (var closed = await OidcSite.StartAsync())
        {
            using var browser = closed.Browser();
            using var answer = await closed.SignInAsync(browser, "newcomer");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains("Nobody has added newcomer@example.org", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            Assert.Empty(await closed.Database.Users.ListAsync(Ct));
        }

        await using var open = await OidcSite.StartAsync(Role.Viewer, "health_role");
        foreach (var account in (string[])["newcomer", "climber"])
        {
            using var browser = open.Browser();
            using var answer = await open.SignInAsync(browser, account);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }

        Assert.Equal([new Membership("w", "manager", "all")], (await open.Database.Users.FindAsync("newcomer@example.org", Ct))!.Memberships);
        Assert.Equal([new Membership("w", "viewer", "all")], (await open.Database.Users.FindAsync("climber@example.org", Ct))!.Memberships);
        await open.Database.Users.AddAsync("w", "newcomer@example.org", "csm", "own", "", By, Ct);
        using var again = open.Browser();
        (await open.SignInAsync(again, "newcomer")).Dispose();
        Assert.Equal([new Membership("w", "manager", "own")], (await open.Database.Users.FindAsync("newcomer@example.org", Ct))!.Memberships);
        Assert.Contains(await open.Database.Audit.ListAsync("w", new AuditQuery { Action = "user.added" }, Ct), e => e.Actor == "newcomer@example.org");
    }

    [Theory]
    [InlineData("unverified", "victim@example.com", "not verified")]
    [InlineData("gone", "gone@example.com", "may not sign in")]
    public async Task Whose_address_is_not_verified_or_who_was_disabled_is_not_let_in(string account, string email, string told)
    {
        await using var site = await OidcSite.StartAsync();
        await site.Database.Users.AddAsync("w", email, "admin", "all", PasswordHash.None, By, Ct);
        if (account == "gone")
        {
            await site.Database.Users.DisableAsync(email, By, Ct);
        }

        using var browser = site.Browser();
        using var answer = await site.SignInAsync(browser, account);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(told, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("mainstay.session=", StringComparison.Ordinal) && !c.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("state")]
    [InlineData("iss")]
    [InlineData("code")]
    public async Task An_answer_that_was_changed_on_its_way_lets_nobody_in(string changed)
    {
        await using var site = await OidcSite.StartAsync();
        await site.Database.Users.AddAsync("w", "known@example.com", "csm", "all", PasswordHash.None, By, Ct);
        using var browser = site.Browser();
        using var answer = await site.SignInAsync(browser, "known", back =>
        {
            var query = QueryHelpers.ParseQuery(back.Query);
            query[changed] = changed == "iss" ? "https://evil.example" : query[changed].ToString()[..^2] + "xx";
            return new Uri(QueryHelpers.AddQueryString(back.GetLeftPart(UriPartial.Path), query));
        });
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("did not confirm who you are", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_opened_in_another_browser_or_a_second_time_lets_nobody_in()
    {
        await using var site = await OidcSite.StartAsync();
        await site.Database.Users.AddAsync("w", "known@example.com", "csm", "all", PasswordHash.None, By, Ct);
        using var victim = site.Browser();
        using var attacker = site.Browser();
        Uri? caught = null;
        using var first = await site.SignInAsync(attacker, "known", back => caught = back);
        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        using var elsewhere = await victim.GetAsync(caught, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, elsewhere.StatusCode);
        using var again = await attacker.GetAsync(caught, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Theory]
    [InlineData("http://id.example.com", "https://health.example.com", null, "Issuer must be an https address")]
    [InlineData("https://id.example.com", "https://health.example.com/app", null, "PublicUrl must be scheme, host and port alone")]
    [InlineData("https://id.example.com", "https://health.example.com", Role.Admin, "NewcomersAre must not be admin")]
    public void Settings_that_cannot_be_are_told_by_name(string issuer, string url, Role? newcomers, string told)
    {
        var settings = new OidcSettings { Issuer = new Uri(issuer), ClientId = "c", ClientSecret = "s", PublicUrl = new Uri(url), Workspace = "w", NewcomersAre = newcomers };
        Assert.StartsWith(told, Assert.Single(settings.Mistakes()), StringComparison.Ordinal);
    }
}
