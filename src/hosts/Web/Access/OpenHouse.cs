using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Mainstay.Web.Access;

/// <summary>Whoever comes is let in with every permission: for a server that only its own machine can reach.</summary>
internal sealed class OpenHouse(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, WebOptions web)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "open";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var caller = new Caller { Workspace = web.Workspace, Name = "local", Permissions = Roles.PermissionsOf(Role.Admin) };
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(SchemeName), SchemeName)));
    }
}
