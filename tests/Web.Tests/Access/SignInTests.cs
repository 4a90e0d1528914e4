using Mainstay.Store.Audit;

using System.Net;

namespace Mainstay.Web.Tests.Access;

public sealed class SignInTests(Site site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_signs_in_and_who_is_refused_stands_in_the_audit_log()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        await ClosedSite.AddAsync(site, "audited@sign-in.example", "csm");
        using var browser = closed.Browser();
        await ClosedSite.SignInAsync(browser, "audited@sign-in.example", "wrong");
        await ClosedSite.SignInAsync(browser, "audited@sign-in.example");

        var told = (await site.Database.Audit.ListAsync(Site.Workspace, new Mainstay.Store.Audit.AuditQuery { Subject = "audited@sign-in.example", Limit = 10 }, TestContext.Current.CancellationToken))
            .Where(e => e.Action is "user.signed-in" or "user.refused").ToArray();
        Assert.Equal(["user.signed-in", "user.refused"], told.Select(e => e.Action));
        Assert.Equal(["audited@sign-in.example", "Mainstay"], told.Select(e => e.Actor));
        Assert.Contains("\"because\":\"password\"", told[1].After!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_shown_where_and_comes_back_to_where_they_wanted()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        await ClosedSite.AddAsync(site, "back@example.com", "viewer");
        using var browser = closed.Browser();
        using var asked = await browser.GetAsync("/accounts/acc-101?day=2026-10-01", Ct);
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Equal("/sign-in?back=%2Faccounts%2Facc-101%3Fday%3D2026-10-01", asked.Headers.Location!.OriginalString);

        using var signedIn = await ClosedSite.SignInAsync(browser, "BACK@example.com", back: "/accounts/acc-101");
        Assert.Equal((HttpStatusCode.SeeOther, "/accounts/acc-101"), (signedIn.StatusCode, signedIn.Headers.Location!.OriginalString));
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("mainstay.session=", StringComparison.Ordinal));
        Assert.All(["httponly", "samesite=lax", "path=/"], word => Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("back@example.com", await browser.PageAsync("/accounts/acc-101"), StringComparison.Ordinal);

        using var elsewhere = await ClosedSite.SignInAsync(browser, "back@example.com", back: "//evil.example");
        Assert.Equal("/", elsewhere.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_wrong_password_a_stranger_and_somebody_disabled_are_refused_alike()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        await ClosedSite.AddAsync(site, "known@example.com", "viewer");
        await ClosedSite.AddAsync(site, "gone@example.com", "viewer");
        await site.Database.Users.DisableAsync("gone@example.com", Actor.Mainstay(Site.Clock.GetUtcNow()), Ct);
        foreach (var (email, password) in new[] { ("known@example.com", "wrong password here"), ("nobody@example.com", ClosedSite.Password), ("gone@example.com", ClosedSite.Password) })
        {
            using var browser = closed.Browser();
            using var answer = await ClosedSite.SignInAsync(browser, email, password);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains("do not belong together", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            using var page = await browser.GetAsync("/", Ct);
            Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        }
    }

    [Fact]
    public async Task Guessing_is_slowed_by_address_and_email_and_others_are_not()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        await ClosedSite.AddAsync(site, "guessed@example.com", "viewer");
        await ClosedSite.AddAsync(site, "other@example.com", "viewer");
        using var browser = closed.Browser();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await ClosedSite.SignInAsync(browser, "guessed@example.com", $"a wrong password {i}");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var slowed = await ClosedSite.SignInAsync(browser, "guessed@example.com");
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(5)), (slowed.StatusCode, slowed.Headers.RetryAfter!.Delta));
        using var other = await ClosedSite.SignInAsync(browser, "other@example.com");
        Assert.Equal(HttpStatusCode.SeeOther, other.StatusCode);
        closed.Clock.Now += TimeSpan.FromMinutes(5);
        using var later = await ClosedSite.SignInAsync(browser, "guessed@example.com");
        Assert.Equal(HttpStatusCode.SeeOther, later.StatusCode);
    }

    [Fact]
    public async Task A_session_ends_by_signing_out_by_rest_and_by_age()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        await ClosedSite.AddAsync(site, "ends@example.com", "viewer");
        using var browser = closed.Browser();
        using var first = await ClosedSite.SignInAsync(browser, "ends@example.com");
        using var signedOut = await ClosedSite.PostAsync(browser, "/tasks", "/sign-out");
        Assert.Equal(HttpStatusCode.SeeOther, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync());

        using var second = await ClosedSite.SignInAsync(browser, "ends@example.com");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
        closed.Clock.Now += TimeSpan.FromHours(12);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync());

        using var third = await ClosedSite.SignInAsync(browser, "ends@example.com");
        for (var hours = 0; hours < 7 * 24 - 11; hours += 11)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync());
            closed.Clock.Now += TimeSpan.FromHours(11);
        }

        closed.Clock.Now += TimeSpan.FromHours(11);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync());

        async Task<HttpStatusCode> StatusAsync()
        {
            using var answer = await browser.GetAsync("/tasks", Ct);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task A_role_acts_from_the_next_request_on_and_a_workspace_is_changed_by_its_members()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        await ClosedSite.AddAsync(site, "two@example.com", "viewer");
        await ClosedSite.AddAsync(site, "two@example.com", "csm", "second");
        await ClosedSite.AddAsync(site, "none@example.com", "csm", "third");
        using var browser = closed.Browser();
        using var signedIn = await ClosedSite.SignInAsync(browser, "two@example.com");
        using var refused = await ClosedSite.PostAsync(browser, "/tasks", "/tasks/done", ("key", "k"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var strange = await ClosedSite.PostAsync(browser, "/tasks", "/workspace", ("workspace", "third"));
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        using var changed = await ClosedSite.PostAsync(browser, "/tasks", "/workspace", ("workspace", "second"));
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        using var allowed = await ClosedSite.PostAsync(browser, "/tasks", "/tasks/done", ("key", "k"));
        Assert.Equal(HttpStatusCode.SeeOther, allowed.StatusCode);
        await ClosedSite.AddAsync(site, "two@example.com", "viewer", "second");
        using var demoted = await ClosedSite.PostAsync(browser, "/tasks", "/tasks/done", ("key", "k"));
        Assert.Equal(HttpStatusCode.Forbidden, demoted.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task What_another_site_sends_is_refused_before_anything_reads_it(string header, string value)
    {
        using var browser = site.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/tasks/done") { Content = new StringContent("{}"), Headers = { { header, value } } };
        using var answer = await browser.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task An_open_house_is_open_to_those_who_call_it_by_its_own_name()
    {
        using var browser = site.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "rebound.example" } };
        using var answer = await browser.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_does_nothing()
    {
        await using var closed = await ClosedSite.StartAsync(site);
        using var browser = closed.Browser();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("email", "a@b"), KeyValuePair.Create("password", "x")]);
        using var answer = await browser.PostAsync("/sign-in", form, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
