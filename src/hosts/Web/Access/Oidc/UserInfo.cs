using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;

namespace Mainstay.Web.Access.Oidc;

/// <summary>What providers tell only when they are asked again: OpenID Connect Core, 5.3.</summary>
internal static class UserInfo
{
    /// <summary>Adds the claims that the ID token lacks.</summary>
    /// <exception cref="AuthenticationFailureException">The provider does not tell, or tells of somebody else.</exception>
    public static async Task<ClaimsIdentity> AddAsync(
        ClaimsIdentity identity, string? accessToken, OidcOptions options, HttpClient backchannel, CancellationToken cancellationToken)
    {
        var provider = await options.Provider.GetConfigurationAsync(cancellationToken);
        if (string.IsNullOrEmpty(provider.UserInfoEndpoint) || accessToken is null)
        {
            return identity;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, provider.UserInfoEndpoint)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken), Accept = { new MediaTypeWithQualityHeaderValue("application/json") } },
        };
        using var answer = await backchannel.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new AuthenticationFailureException($"The provider tells nothing of the person ({(int)answer.StatusCode}).");
        }

        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
        if (!told.RootElement.TryGetProperty("sub", out var subject) || subject.GetString() != identity.FindFirst("sub")?.Value)
        {
            throw new AuthenticationFailureException("The provider tells of somebody else.");
        }

        foreach (var property in told.RootElement.EnumerateObject().Where(p => !identity.HasClaim(c => c.Type == p.Name)))
        {
            foreach (var value in property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray().ToArray() : [property.Value])
            {
                identity.AddClaim(new Claim(property.Name, value.ToString()));
            }
        }

        return identity;
    }
}
