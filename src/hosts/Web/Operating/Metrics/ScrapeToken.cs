using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Mainstay.Store.Teams;
using Mainstay.Web.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Mainstay.Web.Operating.Metrics;

/// <summary>Lets a scraper in by the token of the configuration: to metrics, which belong to no workspace, and to nothing else.</summary>
internal sealed class ScrapeToken(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "scrape";
    public const string Path = "/metrics";

    /// <summary>Whether the request asks for metrics and brings the token.</summary>
    public static bool IsBrought(HttpRequest request, string? token) =>
        token is { Length: > 0 } && request.Path == Path
        && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString())), SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + token)));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var caller = new Caller { Workspace = "*", Name = "scraper", Reach = Reach.All, Permissions = [Permission.Operate] };
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(SchemeName), SchemeName)));
    }
}
