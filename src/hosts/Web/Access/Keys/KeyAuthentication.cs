using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Mainstay.Store;
using Mainstay.Store.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Mainstay.Web.Access.Keys;

/// <summary>
/// Lets programs in by an API key: <c>Authorization: Bearer KEY</c>, or Basic with the key as user name and no password, which
/// is how clients of Segment's send a write key. Every request looks the key up, so that a revoked one ends with the next.
/// </summary>
internal sealed class KeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Database database, WebOptions web)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "key";

    /// <summary>Whether a request brings credentials of its own rather than a browser's.</summary>
    public static bool IsTried(HttpRequest request) => request.Headers.Authorization.Count > 0;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsTried(Request))
        {
            return AuthenticateResult.NoResult();
        }

        // One answer for all that is wrong: which part it was is nobody's business.
        return Credentials(Request.Headers.Authorization.ToString()) is { } text && KeyText.Read(text) is { } key && await FindAsync(key) is { } stored
            ? AuthenticateResult.Success(new AuthenticationTicket(CallerOf(key.Workspace, stored).ToPrincipal(SchemeName), SchemeName))
            : AuthenticateResult.Fail("No valid API key.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer realm=\"Mainstay\"";
        return Task.CompletedTask;
    }

    private async Task<StoredKey?> FindAsync(KeyText key)
    {
        var now = web.Clock.GetUtcNow();
        if (await database.Keys.FindAsync(key.Workspace, key.Id, Context.RequestAborted) is not { } stored
            || !CryptographicOperations.FixedTimeEquals(stored.Hash.AsSpan(), key.Hash)
            || !stored.IsValidAt(now))
        {
            return null;
        }

        try
        {
            await database.Keys.MarkUsedAsync(key.Workspace, stored, now, Context.RequestAborted);
        }
        catch (StoreUnavailableException)
        {
            // A full disk must not keep readers out.
        }

        return stored;
    }

    private Caller CallerOf(string workspace, StoredKey key) => new()
    {
        Workspace = workspace,
        Name = $"key {key.Name}",
        Address = Context.Connection.RemoteIpAddress?.ToString(),
        Reach = Store.Teams.Reach.All,
        IsKey = true,
        Permissions = [.. key.Scopes.Select(Access.Permissions.Find).OfType<Permission>()],
    };

    private static string? Credentials(string header)
    {
        var (scheme, value) = header.Split(' ', 2) is [var s, var v] ? (s, v.Trim()) : (header, "");
        return scheme.ToUpperInvariant() switch
        {
            "BEARER" => value,
            "BASIC" => UserName(value),
            _ => null,
        };
    }

    private static string? UserName(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length) is var pair
            ? pair.Split(':', 2)[0]
            : null;
    }
}
