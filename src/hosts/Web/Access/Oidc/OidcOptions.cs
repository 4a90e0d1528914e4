using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mainstay.Web.Access.Oidc;

/// <summary>The framework's OAuth options, with what the provider says of itself.</summary>
internal sealed class OidcOptions : OAuthOptions
{
    public OidcSettings Settings { get; set; } = null!;

    /// <summary>Asked for when somebody signs in first, and kept for a day: a provider that is down does not keep the server from starting.</summary>
    public IConfigurationManager<OpenIdConnectConfiguration> Provider { get; set; } = null!;
}
