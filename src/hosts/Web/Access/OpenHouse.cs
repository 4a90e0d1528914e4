using System.Net;
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
        // A page elsewhere can make a browser ask this machine under the page's own name (DNS rebinding), and read the answer.
        if (Request.Host.Host is not "localhost" && !IPAddress.TryParse(Request.Host.Host.Trim('[', ']'), out _))
        {
            return Task.FromResult(AuthenticateResult.Fail("An open house is asked by its own name."));
        }

        var caller = new Caller
        {
            Workspace = web.Workspace,
            Name = "local",
            Address = Context.Connection.RemoteIpAddress?.ToString(),
            Reach = Store.Teams.Reach.All,
            Permissions = Roles.PermissionsOf(Role.Admin),
        };
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(SchemeName), SchemeName)));
    }
}
