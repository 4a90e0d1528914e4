using System.Security.Cryptography;
using System.Text;
using Mainstay.Web.Access.Oidc;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Mainstay.Web.Tests.Access.Oidc;

/// <summary>Tokens that a provider would never send.</summary>
public sealed class IdTokenTests
{
    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "k" };
    private static readonly string Nonce = IdToken.Validator.GenerateNonce();

    public static TheoryData<string> Forgeries => ["issuer", "audience", "expired", "nonce", "no-nonce", "unsigned", "hmac-secret", "hmac-public-key", "other-key", "azp", "changed"];

    [Fact]
    public async Task A_token_of_the_provider_for_us_is_taken() =>
        Assert.Equal("ana", (await ReadAsync(Token("fine"))).FindFirst("sub")?.Value);

    [Theory, MemberData(nameof(Forgeries))]
    public async Task A_token_that_is_not_the_providers_not_for_us_not_now_or_of_another_sign_in_is_refused(string forgery) =>
        await Assert.ThrowsAsync<AuthenticationFailureException>(() => ReadAsync(Token(forgery)));

    private static Task<System.Security.Claims.ClaimsIdentity> ReadAsync(string token)
    {
        var provider = new OpenIdConnectConfiguration { Issuer = "https://id.example.com" };
        provider.SigningKeys.Add(Key);
        var options = new OidcOptions { ClientId = "mainstay", ClientSecret = "a secret of thirty-two characters", Provider = new StaticConfigurationManager<OpenIdConnectConfiguration>(provider) };
        return IdToken.ReadAsync(token, Nonce, "an access token", options, TestContext.Current.CancellationToken);
    }

    private static string Token(string forgery)
    {
        var claims = new Dictionary<string, object> { ["sub"] = "ana" };
        if (forgery != "no-nonce")
        {
            claims["nonce"] = forgery == "nonce" ? IdToken.Validator.GenerateNonce() : Nonce;
        }

        if (forgery == "azp")
        {
            claims["azp"] = "somebody else";
        }

        var now = DateTime.UtcNow;
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = forgery == "issuer" ? "https://evil.example" : "https://id.example.com",
            Audience = forgery == "audience" ? "another" : "mainstay",
            IssuedAt = now.AddHours(-1),
            NotBefore = now.AddHours(-1),
            Expires = forgery == "expired" ? now.AddMinutes(-5) : now.AddMinutes(5),
            Claims = claims,
            SigningCredentials = forgery switch
            {
                "unsigned" => null,
                "hmac-secret" => new SigningCredentials(new SymmetricSecurityKey("a secret of thirty-two characters"u8.ToArray()), SecurityAlgorithms.HmacSha256),
                "hmac-public-key" => new SigningCredentials(new SymmetricSecurityKey(Key.Rsa.ExportRSAPublicKey()) { KeyId = "k" }, SecurityAlgorithms.HmacSha256),
                "other-key" => new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "k" }, SecurityAlgorithms.RsaSha256),
                _ => new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
            },
        });
        return forgery == "changed" ? string.Join('.', token.Split('.') switch { [var head, var body, var signature] => [head, Change(body), signature], var other => other }) : token;
    }

    private static string Change(string body) =>
        Base64UrlEncoder.Encode(Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(body)).Replace("\"ana\"", "\"bob\"", StringComparison.Ordinal));
}
