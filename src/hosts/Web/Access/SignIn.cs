using Mainstay.Web.Access.Keys;
using Mainstay.Web.Access.Oidc;
using Mainstay.Web.Access.People;
using Mainstay.Web.Operating.Metrics;
using Microsoft.AspNetCore.Authentication;

namespace Mainstay.Web.Access;

/// <summary>How it is made sure who a request comes from.</summary>
internal static class SignIn
{
    private const string Chosen = "chosen";

    /// <summary>Who brings a key is known by it alone, even where the house is open: a wrong key is never let in as somebody else.</summary>
    public static void AddSignIn(this IServiceCollection services, WebOptions options)
    {
        var schemes = services
            .AddSingleton<SignInThrottle>()
            .AddAuthentication(Chosen)
            .AddPolicyScheme(Chosen, null, scheme => scheme.ForwardDefaultSelector = context =>
                ScrapeToken.IsBrought(context.Request, options.Operating.MetricsToken) ? ScrapeToken.SchemeName
                : KeyAuthentication.IsTried(context.Request) ? KeyAuthentication.SchemeName
                : options.IsOpen ? OpenHouse.SchemeName
                : SessionAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, ScrapeToken>(ScrapeToken.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, OpenHouse>(OpenHouse.SchemeName, null);
        if (options.Oidc is { } oidc)
        {
            schemes.AddOidc(oidc);
        }
    }
}
