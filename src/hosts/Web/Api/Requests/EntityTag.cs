using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Mainstay.Web.Api.Requests;

/// <summary>Names a state of a thing (RFC 9110, 8.8.3), so that a client can ask for it only when it has changed, and change only what it has seen.</summary>
public static class EntityTag
{
    /// <summary>The same for the same parts, in whatever process.</summary>
    public static string Of(params IEnumerable<string?> parts)
    {
        var text = string.Join('\u0001', parts.Select(p => p ?? "\u0002"));
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12))}\"";
    }

    /// <summary>Whether the caller has this state already (<c>If-None-Match</c>).</summary>
    public static bool IsKnown(HttpRequest request, string tag) => Matches(request.GetTypedHeaders().IfNoneMatch, tag, strong: false);

    /// <summary>Whether the caller means another state than this one (<c>If-Match</c>).</summary>
    public static bool IsOutdated(HttpRequest request, string tag) =>
        request.Headers.IfMatch.Count > 0 && !Matches(request.GetTypedHeaders().IfMatch, tag, strong: true);

    private static bool Matches(IList<EntityTagHeaderValue> given, string tag, bool strong)
    {
        var own = new EntityTagHeaderValue(tag);
        return given.Any(g => g.Equals(EntityTagHeaderValue.Any) || g.Compare(own, strong));
    }
}
