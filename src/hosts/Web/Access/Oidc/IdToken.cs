using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mainstay.Web.Access.Oidc;

/// <summary>Who somebody is, as the provider has signed it. Microsoft.IdentityModel validates it.</summary>
internal static class IdToken
{
    /// <summary>The rules of OpenID Connect Core, 3.1.3.7: the nonce, who the token is for, and that it belongs to the access token.</summary>
    public static OpenIdConnectProtocolValidator Validator { get; } = new() { RequireStateValidation = false };

    // Signed by keys that the provider alone has: with HMAC whoever knows the client secret could sign, and "none" is no signature.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384,
        SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <exception cref="AuthenticationFailureException">It is not this provider's, not for us, not now, or of another sign-in.</exception>
    public static async Task<ClaimsIdentity> ReadAsync(string token, string? nonce, string? accessToken, OidcOptions options, CancellationToken cancellationToken)
    {
        var result = await ValidateAsync(token, options, cancellationToken);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider has changed its keys since they were asked for.
            options.Provider.RequestRefresh();
            result = await ValidateAsync(token, options, cancellationToken);
        }

        if (!result.IsValid)
        {
            throw new AuthenticationFailureException("The ID token is not valid.", result.Exception);
        }

        try
        {
            Validator.ValidateTokenResponse(new OpenIdConnectProtocolValidationContext
            {
                ClientId = options.ClientId,
                Nonce = nonce,
                ProtocolMessage = new OpenIdConnectMessage { IdToken = token, AccessToken = accessToken },
                ValidatedIdToken = new JwtSecurityToken(token),
            });
        }
        catch (OpenIdConnectProtocolException e)
        {
            throw new AuthenticationFailureException("The ID token does not belong to this sign-in.", e);
        }

        return result.ClaimsIdentity;
    }

    private static async Task<TokenValidationResult> ValidateAsync(string token, OidcOptions options, CancellationToken cancellationToken)
    {
        var provider = await options.Provider.GetConfigurationAsync(cancellationToken);
        return await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = options.ClientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = Algorithms,
            ClockSkew = TimeSpan.FromMinutes(1),
        });
    }
}
