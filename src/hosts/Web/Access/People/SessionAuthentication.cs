using System.Text.Encodings.Web;
using Mainstay.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Mainstay.Web.Access.People;

/// <summary>Lets people in by the session that their browser's cookie names. Every request reads user and role anew.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Database database, WebOptions web)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } hash)
        {
            return AuthenticateResult.NoResult();
        }

        var now = web.Clock.GetUtcNow();
        if (await database.Sessions.FindAsync(hash, Context.RequestAborted) is not { } session
            || now - session.SeenAt >= SessionCookie.Idle
            || now - session.CreatedAt >= SessionCookie.Longest
            || !Enum.TryParse<Role>(session.Role, ignoreCase: true, out var role))
        {
            return AuthenticateResult.Fail("No valid session.");
        }

        try
        {
            await database.Sessions.MarkSeenAsync(hash, session, now, Context.RequestAborted);
        }
        catch (StoreUnavailableException)
        {
            // A full disk must not keep readers out.
        }

        Context.Features.Set(session);
        var caller = new Caller
        {
            Workspace = session.Workspace,
            Name = session.Email,
            Address = Context.Connection.RemoteIpAddress?.ToString(),
            Reach = await Reaches.OfAsync(database, session, role, now, Context.RequestAborted),
            Permissions = Roles.PermissionsOf(role),
        };
        return AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(SchemeName), SchemeName));
    }

    /// <summary>Shows people where to sign in, and tells programs that they are nobody.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var isPage = HttpMethods.IsGet(Request.Method) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        var address = SignInAddress.For(isPage ? Request.Path + Request.QueryString : null);
        if (Request.Headers.ContainsKey("HX-Request"))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            Response.Headers["HX-Redirect"] = SignInAddress.Path;
        }
        else if (isPage)
        {
            Response.Redirect(address);
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            Response.Headers.WWWAuthenticate = "Bearer realm=\"Mainstay\"";
        }

        return Task.CompletedTask;
    }
}
