using Mainstay.Store;
using Mainstay.Web.Access.People;
using Mainstay.Web.Access.SecondFactors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mainstay.Web.Access.Oidc;

/// <summary>Lets people sign in by an OpenID provider.</summary>
internal static class OidcSignIn
{
    public const string Path = SignInAddress.Path + "/provider";

    /// <exception cref="ArgumentException">Something in the settings cannot be; all of it is told.</exception>
    public static void AddOidc(this AuthenticationBuilder builder, OidcSettings settings)
    {
        if (settings.Mistakes().ToArray() is { Length: > 0 } mistakes)
        {
            throw new ArgumentException(string.Join('\n', mistakes), nameof(settings));
        }

        builder.AddOAuth<OidcOptions, OidcHandler>(OidcHandler.SchemeName, options =>
        {
            options.Settings = settings;
            (options.ClientId, options.ClientSecret) = (settings.ClientId, settings.ClientSecret);
            options.CallbackPath = OidcSettings.CallbackPath;
            options.UsePkce = true;
            options.Scope.Add("openid");
            options.Scope.Add("email");
            options.Scope.Add("profile");

            // The framework wants some at the start; discovery brings the right ones.
            (options.AuthorizationEndpoint, options.TokenEndpoint) = (settings.Issuer.ToString(), settings.Issuer.ToString());
            options.CorrelationCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = settings.PublicUrl.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.Provider = new ConfigurationManager<OpenIdConnectConfiguration>(
                settings.Issuer.ToString().TrimEnd('/') + "/.well-known/openid-configuration",
                new OpenIdConnectConfigurationRetriever(),
                new HttpDocumentRetriever { RequireHttps = !settings.Issuer.IsLoopback });
            options.Events.OnTicketReceived = ReceiveAsync;
            options.Events.OnRemoteFailure = FailAsync;
        });
    }

    public static void MapOidc(this IEndpointRouteBuilder routes, OidcSettings? settings)
    {
        if (settings is not null)
        {
            routes.MapGet(Path, (string? back) => TypedResults.Challenge(
                new AuthenticationProperties { RedirectUri = SignInAddress.Local(back) }, [OidcHandler.SchemeName])).AllowAnonymous();
        }
    }

    private static async Task ReceiveAsync(TicketReceivedContext received)
    {
        received.HandleResponse();
        var (context, back) = (received.HttpContext, SignInAddress.Local(received.ReturnUri));
        var (database, options) = (context.RequestServices.GetRequiredService<Database>(), context.RequestServices.GetRequiredService<WebOptions>());
        var (user, problem) = await OidcMember.FindAsync(
            received.Principal!, ((OidcOptions)received.Options).Settings, database, context.Connection.RemoteIpAddress?.ToString(), options.Clock.GetUtcNow(), context.RequestAborted);
        IResult answer;
        if (user is null)
        {
            await SignInAudit.RefusedAsync(context, database, options, received.Principal!.FindFirst("email")?.Value, "provider", context.RequestAborted);
            answer = Refused(back, problem!);
        }
        else if (await database.SecondFactors.FindAsync(user.Email, options.Secrets, context.RequestAborted) is { IsConfirmed: true })
        {
            answer = new RazorComponentResult<CodeView>(new { Back = back, Half = context.RequestServices.GetRequiredService<HalfSignIn>().Write(user.Email) });
        }
        else
        {
            await SessionStart.BeginAsync(context, database, options, user, context.RequestAborted);
            answer = new SeeOther(back);
        }

        await answer.ExecuteAsync(context);
    }

    private static Task FailAsync(RemoteFailureContext failed)
    {
        failed.HandleResponse();
        OidcLog.Refused(failed.HttpContext.RequestServices.GetRequiredService<ILogger<OidcHandler>>(), failed.Failure);
        return Refused(SignInAddress.Local(failed.Properties?.RedirectUri), "Your identity provider did not confirm who you are. Try again.").ExecuteAsync(failed.HttpContext);
    }

    private static RazorComponentResult<SignInView> Refused(string back, string problem) =>
        new(new { Back = back, Problem = problem }) { StatusCode = StatusCodes.Status401Unauthorized };
}

internal static partial class OidcLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in by the OpenID provider was refused")]
    public static partial void Refused(ILogger logger, Exception? reason);
}
