using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mainstay.Web.Access.Oidc;

/// <summary>
/// OpenID Connect's code flow with PKCE by the framework's OAuth handler, which guards state and correlation. Added are discovery,
/// the nonce, the exact redirect address, the issuer of the answer (RFC 9207), and the ID token.
/// </summary>
internal sealed class OidcHandler(IOptionsMonitor<OidcOptions> options, ILoggerFactory logger, UrlEncoder encoder) : OAuthHandler<OidcOptions>(options, logger, encoder)
{
    public const string SchemeName = "oidc";

    private const string Nonce = "nonce";

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await DiscoverAsync();
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        // It travels in the state, which only this installation can read, and comes back in the ID token.
        properties.Items[Nonce] = IdToken.Validator.GenerateNonce();
        return QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, Options.Settings.RedirectUri), Nonce, properties.Items[Nonce]!);
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        // Another provider's answer must not be taken for this one's.
        var provider = await DiscoverAsync();
        return Request.Query["iss"] is [{ } issuer, ..] && issuer != provider.Issuer
            ? HandleRequestResult.Fail("The answer is of another provider.")
            : await base.HandleRemoteAuthenticateAsync();
    }

    protected override Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context) =>
        base.ExchangeCodeAsync(new OAuthCodeExchangeContext(context.Properties, context.Code, Options.Settings.RedirectUri));

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var raw = tokens.Response!.RootElement.TryGetProperty("id_token", out var token) ? token.GetString() : null;
        var claims = await IdToken.ReadAsync(
            raw ?? throw new AuthenticationFailureException("The provider sent no ID token."), properties.Items[Nonce], tokens.AccessToken, Options, Context.RequestAborted);
        return new AuthenticationTicket(
            new ClaimsPrincipal(claims.FindFirst("email") is null ? await UserInfo.AddAsync(claims, tokens.AccessToken, Options, Backchannel, Context.RequestAborted) : claims),
            properties, Scheme.Name);
    }

    private async Task<OpenIdConnectConfiguration> DiscoverAsync()
    {
        var provider = await Options.Provider.GetConfigurationAsync(Context.RequestAborted);
        (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (provider.AuthorizationEndpoint, provider.TokenEndpoint);
        return provider;
    }
}
