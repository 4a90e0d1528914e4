using Mainstay.Web.Access.Keys;
using Microsoft.AspNetCore.Authentication;

namespace Mainstay.Web.Access;

/// <summary>How it is made sure who a request comes from.</summary>
internal static class SignIn
{
    private const string Chosen = "chosen";

    /// <summary>Who brings a key is known by it alone, even where the house is open: a wrong key is never let in as somebody else.</summary>
    public static void AddSignIn(this IServiceCollection services) => services.AddAuthentication(Chosen)
        .AddPolicyScheme(Chosen, null, scheme => scheme.ForwardDefaultSelector =
            context => KeyAuthentication.IsTried(context.Request) ? KeyAuthentication.SchemeName : OpenHouse.SchemeName)
        .AddScheme<AuthenticationSchemeOptions, KeyAuthentication>(KeyAuthentication.SchemeName, null)
        .AddScheme<AuthenticationSchemeOptions, OpenHouse>(OpenHouse.SchemeName, null);
}
