using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Mainstay.Store.Audit;
using Mainstay.Store.Keys;
using Mainstay.Web.Access;
using Mainstay.Web.Access.Keys;

namespace Mainstay.Web.Tests.Access;

/// <summary>Keys against the real host, whose house is open to whoever brings none.</summary>
public sealed class KeyAuthenticationTests(Site site)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_opens_what_its_scopes_say_as_bearer_and_as_user_name(bool isBasic)
    {
        var key = await AddAsync(Permission.ReadScores);
        using var answer = await AskAsync(isBasic ? Basic(key.Text + ":") : Bearer(key.Text));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Site.Clock.GetUtcNow(), (await site.Database.Keys.FindAsync(Site.Workspace, key.Id, Ct))!.UsedAt);
    }

    [Fact]
    public async Task A_key_without_the_scope_is_refused()
    {
        var key = await AddAsync(Permission.WriteFacts);
        using var answer = await AskAsync(Bearer(key.Text));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_key_sees_its_own_workspace_and_nothing_of_the_one_served()
    {
        var key = await AddAsync([Permission.ReadScores], "elsewhere");
        using var answer = await AskAsync(Bearer(key.Text), "/accounts/acc-101");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_key_that_is_revoked_expired_unknown_or_broken_is_refused_alike_even_in_an_open_house()
    {
        var revoked = await AddAsync(Permission.ReadScores);
        await site.Database.Keys.RevokeAsync(Site.Workspace, revoked.Id, Actor.Person("eve", null, Site.Clock.GetUtcNow()), Ct);
        var expired = await AddAsync([Permission.ReadScores], expires: Site.Clock.GetUtcNow());
        var good = await AddAsync(Permission.ReadScores);
        var told = new List<string>();
        foreach (var header in new[]
        {
            Bearer(revoked.Text), Bearer(expired.Text), Bearer(KeyText.New(Site.Workspace).Text), Bearer(KeyText.New("no such workspace").Text),
            Bearer(good.Text[..^1]), Bearer(""), Basic("" + ":"), Basic("user:" + good.Text), new AuthenticationHeaderValue("Basic", "%%%"), new AuthenticationHeaderValue("Digest", good.Text),
        })
        {
            using var answer = await AskAsync(header);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            told.Add(answer.Headers.WwwAuthenticate + await answer.Content.ReadAsStringAsync(Ct));
        }

        Assert.Single(told.Distinct(StringComparer.Ordinal));
    }

    private static AuthenticationHeaderValue Bearer(string text) => new("Bearer", text);

    private static AuthenticationHeaderValue Basic(string pair) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));

    private Task<KeyText> AddAsync(params Permission[] scopes) => AddAsync(scopes, Site.Workspace);

    private async Task<KeyText> AddAsync(Permission[] scopes, string workspace = Site.Workspace, DateTimeOffset? expires = null)
    {
        var text = KeyText.New(workspace);
        Assert.True(await site.Database.Keys.AddAsync(
            workspace,
            new StoredKey
            {
                Id = text.Id,
                Name = text.Id,
                Hash = [.. text.Hash],
                Scopes = [.. scopes.Select(Permissions.NameOf)],
                CreatedAt = Site.Clock.GetUtcNow(),
                CreatedBy = "test",
                ExpiresAt = expires,
            },
            Actor.Mainstay(Site.Clock.GetUtcNow()),
            Ct));
        return text;
    }

    private async Task<HttpResponseMessage> AskAsync(AuthenticationHeaderValue credentials, string address = "/")
    {
        using var browser = site.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = credentials;
        return await browser.SendAsync(request, Ct);
    }
}
