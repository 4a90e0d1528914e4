using System.Net;
using System.Text.RegularExpressions;

namespace Mainstay.Web.Tests.Access;

/// <summary>What an admin does in the pages, and what they cannot.</summary>
public sealed class PeoplePagesTests(Site site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_is_added_with_a_password_shown_once_given_another_role_and_disabled()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        using var admin = await AdminAsync(closed, "boss1@example.com");
        using var added = await ClosedSite.PostAsync(admin, "/people", "/people", ("email", "Nina@Example.com"), ("role", "csm"), ("reach", "own"));
        var password = Secret(await added.Content.ReadAsStringAsync(Ct), "[a-z2-9]{24}");
        Assert.DoesNotContain(password, await admin.GetStringAsync("/people", Ct), StringComparison.Ordinal);

        using var nina = closed.Browser();
        (await ClosedSite.SignInAsync(nina, "nina@example.com", password)).Dispose();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(nina, "/tasks"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(nina, "/people"));
        (await ClosedSite.PostAsync(admin, "/people", "/people/role", ("email", "nina@example.com"), ("role", "admin"), ("reach", "own"))).Dispose();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(nina, "/people"));
        Assert.Equal("all", (await site.Database.Users.FindAsync("nina@example.com", Ct))!.Memberships[0].Reach);
        (await ClosedSite.PostAsync(admin, "/people", "/people/out", ("email", "nina@example.com"))).Dispose();
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(nina, "/tasks"));
    }

    [Fact]
    public async Task Nobody_changes_their_own_role_or_somebody_of_another_workspace()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        using var admin = await AdminAsync(closed, "boss2@example.com");
        await ClosedSite.AddAsync(site, "elsewhere@example.com", "csm", "another");
        await ClosedSite.AddAsync(site, "both@example.com", "csm", "another");
        await ClosedSite.AddAsync(site, "both@example.com", "csm");
        foreach (var (action, email, expected) in new[]
        {
            ("/people/role", "boss2@example.com", HttpStatusCode.UnprocessableEntity), ("/people/out", "boss2@example.com", HttpStatusCode.UnprocessableEntity),
            ("/people/role", "elsewhere@example.com", HttpStatusCode.BadRequest), ("/people/out", "elsewhere@example.com", HttpStatusCode.BadRequest),
            ("/people/password", "elsewhere@example.com", HttpStatusCode.BadRequest), ("/people/password", "both@example.com", HttpStatusCode.BadRequest),
            ("/people/out", "both@example.com", HttpStatusCode.SeeOther),
        })
        {
            using var answer = await ClosedSite.PostAsync(admin, "/people", action, ("email", email), ("role", "viewer"), ("reach", "all"));
            Assert.Equal((action, email, expected), (action, email, answer.StatusCode));
        }

        Assert.DoesNotContain("elsewhere@example.com", await admin.GetStringAsync("/people", Ct), StringComparison.Ordinal);
        var both = (await site.Database.Users.FindAsync("both@example.com", Ct))!;
        Assert.Equal(["another"], both.Memberships.Select(m => m.Workspace));
        Assert.Null(both.DisabledAt);
    }

    [Fact]
    public async Task A_key_is_made_shown_once_and_revoked()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        using var admin = await AdminAsync(closed, "boss3@example.com");
        using var none = await ClosedSite.PostAsync(admin, "/people/keys", "/people/keys", ("name", "page-key"));
        Assert.Contains("Choose what the key may do", await none.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var made = await ClosedSite.PostAsync(admin, "/people/keys", "/people/keys", ("name", "page-key"), ("scope", "scores:read"), ("scope", "facts:write"));
        var key = Secret(await made.Content.ReadAsStringAsync(Ct), "mst_[0-9a-f_]+");
        using var program = closed.Browser();
        program.DefaultRequestHeaders.Add("Authorization", "Bearer " + key);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(program, "/api/v1/accounts"));
        var stored = (await site.Database.Keys.ListAsync(Site.Workspace, Ct)).Single(k => k.Name == "page-key");
        Assert.Equal(("facts:write scores:read", "boss3@example.com"), (string.Join(' ', stored.Scopes), stored.CreatedBy));
        Assert.DoesNotContain(key, await admin.GetStringAsync("/people/keys", Ct), StringComparison.Ordinal);
        (await ClosedSite.PostAsync(admin, "/people/keys", "/people/keys/revoke", ("id", stored.Id))).Dispose();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(program, "/api/v1/accounts"));
    }

    [Fact]
    public async Task Lines_delegations_and_handing_over_are_done_in_the_page()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        using var admin = await AdminAsync(closed, "boss4@example.com");
        (await ClosedSite.PostAsync(admin, "/people/teams", "/people/teams/line", ("person", "p1@example.com"), ("manager", "m1@example.com"))).Dispose();
        using var loop = await ClosedSite.PostAsync(admin, "/people/teams", "/people/teams/line", ("person", "m1@example.com"), ("manager", "p1@example.com"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, loop.StatusCode);
        (await ClosedSite.PostAsync(
            admin, "/people/teams", "/people/teams/delegation", ("person", "p1@example.com"), ("to", "s1@example.com"), ("from", "2099-01-01"), ("through", "2099-01-03"))).Dispose();
        using var moved = await ClosedSite.PostAsync(admin, "/people/teams", "/people/teams/accounts", ("from", "p1@example.com"), ("to", "s1@example.com"), ("role", "Csm"));
        Assert.Equal("/people/teams?moved=0", moved.Headers.Location?.ToString());
        var page = await admin.GetStringAsync("/people/teams", Ct);
        Assert.All(["p1@example.com", "m1@example.com", "s1@example.com", "1 Jan 2099"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        (await ClosedSite.PostAsync(admin, "/people/teams", "/people/teams/delegation/end", ("person", "p1@example.com"), ("to", "s1@example.com"))).Dispose();
        Assert.DoesNotContain("s1@example.com", await admin.GetStringAsync("/people/teams", Ct), StringComparison.Ordinal);
    }

    private async Task<HttpClient> AdminAsync(ClosedSite closed, string email)
    {
        await ClosedSite.AddAsync(site, email, "admin");
        var admin = closed.Browser();
        (await ClosedSite.SignInAsync(admin, email)).Dispose();
        return admin;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(address, Ct);
        return answer.StatusCode;
    }

    private static string Secret(string page, string form)
    {
        var match = Regex.Match(page, $"class=\"secret\">(?<secret>{form})<", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        Assert.True(match.Success, page);
        return match.Groups["secret"].Value;
    }
}
