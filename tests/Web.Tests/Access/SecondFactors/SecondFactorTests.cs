using System.Net;
using System.Text.RegularExpressions;
using Mainstay.Store.Audit;
using Mainstay.Web.Access.SecondFactors;

namespace Mainstay.Web.Tests.Access.SecondFactors;

/// <summary>A second factor from setting it up to losing the device, in a browser without scripts.</summary>
public sealed class SecondFactorTests(Site site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_then_on_signing_in_asks_for_a_code_that_is_taken_once()
    {
        const string Email = "careful@example.com";
        await using var closed = await ClosedSite.StartAsync(site);
        await ClosedSite.AddAsync(site, Email, "csm");
        var (secret, _) = await EnrolAsync(closed, Email);

        using var browser = closed.Browser();
        var half = await HalfAsync(browser, Email);
        using var early = await browser.GetAsync("/tasks", Ct);
        Assert.Equal(HttpStatusCode.Redirect, early.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await GiveAsync(browser, half, "000000"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GiveAsync(browser, half, Code(secret, closed)));
        closed.Clock.Now += TimeSpan.FromSeconds(60);
        Assert.Equal(HttpStatusCode.SeeOther, await GiveAsync(browser, half, Code(secret, closed)));
        using var inside = await browser.GetAsync("/tasks", Ct);
        Assert.Equal(HttpStatusCode.OK, inside.StatusCode);

        using var thief = closed.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, await GiveAsync(thief, await HalfAsync(thief, Email), Code(secret, closed)));
        Assert.Equal(HttpStatusCode.Unauthorized, await GiveAsync(thief, "made-up", Code(secret, closed)));
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once_and_guessing_is_slowed()
    {
        const string Email = "forgetful@example.com";
        await using var closed = await ClosedSite.StartAsync(site);
        await ClosedSite.AddAsync(site, Email, "csm");
        var (_, codes) = await EnrolAsync(closed, Email);
        Assert.Equal(RecoveryCode.Count, codes.Length);

        using var browser = closed.Browser();
        Assert.Equal(HttpStatusCode.SeeOther, await GiveAsync(browser, await HalfAsync(browser, Email), codes[0]));
        Assert.Contains("9 recovery codes are left", await browser.GetStringAsync("/me", Ct), StringComparison.Ordinal);
        using var again = closed.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, await GiveAsync(again, await HalfAsync(again, Email), codes[0]));

        closed.Clock.Now += TimeSpan.FromMinutes(6);
        using var guesser = closed.Browser();
        var half = await HalfAsync(guesser, Email);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 6; i++)
        {
            answers.Add(await GiveAsync(guesser, half, "123456"));
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Contains(await site.Database.Audit.ListAsync(Site.Workspace, new AuditQuery { Action = "second-factor" }, Ct), e => e.Action == "second-factor.recovery-code-used" && e.Subject == Email);
    }

    [Fact]
    public async Task Removing_it_takes_the_password_and_a_code_and_changing_the_password_ends_other_sessions()
    {
        const string Email = "mover@example.com";
        await using var closed = await ClosedSite.StartAsync(site);
        await ClosedSite.AddAsync(site, Email, "csm");
        var (_, codes) = await EnrolAsync(closed, Email);
        using var browser = closed.Browser();
        await GiveAsync(browser, await HalfAsync(browser, Email), codes[0]);
        using var other = closed.Browser();
        await GiveAsync(other, await HalfAsync(other, Email), codes[1]);

        using var wrong = await ClosedSite.PostAsync(browser, "/me", "/me/second-factor/remove", ("current", "not the password"), ("code", codes[2]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var codeless = await ClosedSite.PostAsync(browser, "/me", "/me/second-factor/remove", ("current", ClosedSite.Password), ("code", "aaaa-bbbb-cccc-dddd"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, codeless.StatusCode);
        using var removed = await ClosedSite.PostAsync(browser, "/me", "/me/second-factor/remove", ("current", ClosedSite.Password), ("code", codes[2]));
        Assert.Equal(HttpStatusCode.SeeOther, removed.StatusCode);
        using var tooShort = await ClosedSite.PostAsync(browser, "/me", "/me/password", ("current", ClosedSite.Password), ("password", "short"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooShort.StatusCode);
        using var changed = await ClosedSite.PostAsync(browser, "/me", "/me/password", ("current", ClosedSite.Password), ("password", "another horse battery"));
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        using var still = await browser.GetAsync("/me", Ct);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        using var ended = await other.GetAsync("/me", Ct);
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
    }

    private static string Code(byte[] secret, ClosedSite closed) => Totp.Code(secret, Totp.StepAt(closed.Clock.Now));

    private static async Task<(byte[] Secret, string[] Codes)> EnrolAsync(ClosedSite closed, string email)
    {
        using var browser = closed.Browser();
        await ClosedSite.SignInAsync(browser, email);
        using var wrong = await ClosedSite.PostAsync(browser, "/me", "/me/second-factor", ("current", "not the password"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var begun = await ClosedSite.PostAsync(browser, "/me", "/me/second-factor", ("current", ClosedSite.Password));
        var page = WebUtility.HtmlDecode(await begun.Content.ReadAsStringAsync(Ct));
        var text = Regex.Match(page, @"otpauth://totp/Mainstay:[^?]+\?secret=(?<secret>[A-Z2-7]{32})&issuer=Mainstay", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Groups["secret"].Value;
        var secret = Decode(text);
        using var mistyped = await ClosedSite.PostAsync(browser, "/me", "/me/second-factor/confirm", ("code", "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mistyped.StatusCode);
        using var confirmed = await ClosedSite.PostAsync(browser, "/me", "/me/second-factor/confirm", ("code", Code(secret, closed)));
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        var codes = Regex.Matches(await confirmed.Content.ReadAsStringAsync(Ct), "([a-z2-7]{4}-){3}[a-z2-7]{4}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(m => m.Value).ToArray();
        return (secret, codes);
    }

    private static async Task<string> HalfAsync(HttpClient browser, string email)
    {
        using var asked = await ClosedSite.SignInAsync(browser, email);
        return Html.Hidden(await asked.Content.ReadAsStringAsync(Ct), "half");
    }

    private static async Task<HttpStatusCode> GiveAsync(HttpClient browser, string half, string code)
    {
        using var answer = await ClosedSite.PostAsync(browser, "/sign-in", "/sign-in/code", ("half", half), ("code", code), ("back", "/tasks"));
        return answer.StatusCode;
    }

    private static byte[] Decode(string base32)
    {
        var bits = string.Concat(base32.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
