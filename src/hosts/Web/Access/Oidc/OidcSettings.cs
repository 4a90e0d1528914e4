namespace Mainstay.Web.Access.Oidc;

/// <summary>The OpenID provider that people may sign in by.</summary>
public sealed record OidcSettings
{
    /// <summary>Its issuer, below which it describes itself; https, or http on this machine.</summary>
    public required Uri Issuer { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>The address that people reach this installation by; with <see cref="CallbackPath"/> what is registered with the provider.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>The workspace that newcomers join.</summary>
    public required string Workspace { get; init; }

    /// <summary>The claim whose value names a role; null for none. It makes nobody an admin.</summary>
    public string? RoleClaim { get; init; }

    /// <summary>What newcomers are whose claims name no role; null lets none in whom nobody has added.</summary>
    public Role? NewcomersAre { get; init; }

    public const string CallbackPath = "/sign-in/callback";

    /// <summary>Exactly what the provider is told and sends people back to, whatever proxies say of host and scheme.</summary>
    public string RedirectUri => PublicUrl.GetLeftPart(UriPartial.Authority) + CallbackPath;

    /// <returns>What is wrong, each naming the setting; empty when nothing is.</returns>
    public IEnumerable<string> Mistakes()
    {
        foreach (var (name, uri) in new[] { (nameof(Issuer), Issuer), (nameof(PublicUrl), PublicUrl) })
        {
            if (uri is not { IsAbsoluteUri: true } || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            {
                yield return $"{name} must be an https address (http only on this machine), but is '{uri}'.";
            }
        }

        if (PublicUrl.IsAbsoluteUri && PublicUrl.PathAndQuery != "/")
        {
            yield return $"{nameof(PublicUrl)} must be scheme, host and port alone, such as https://health.example.com, but is '{PublicUrl}'.";
        }

        if (ClientId.Length == 0 || ClientSecret.Length == 0)
        {
            yield return $"{nameof(ClientId)} and {nameof(ClientSecret)} must not be empty.";
        }

        if (NewcomersAre == Role.Admin)
        {
            yield return $"{nameof(NewcomersAre)} must not be admin: nobody becomes one by signing in.";
        }
    }
}
