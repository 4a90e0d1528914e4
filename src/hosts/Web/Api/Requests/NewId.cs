using System.Security.Cryptography;
using System.Text;
using Mainstay.Web.Access;
using Mainstay.Web.Api.Repeats;

namespace Mainstay.Web.Api.Requests;

/// <summary>Ids of what comes into being here.</summary>
internal static class NewId
{
    private const int Digits = 24;

    /// <summary>
    /// The source's own id where one is given. Else one that follows from the key of the request, so that one that is sent again after the
    /// server fell over between the change and its answer makes nothing second; without a key a new one.
    /// </summary>
    public static string For(HttpContext context, Caller caller, string prefix, string? externalId) =>
        externalId is { Length: > 0 } given ? given
        : context.Request.Headers[RepeatedRequests.Header].ToString() is { Length: > 0 } key ? prefix + Digest($"{caller.Name}\n{context.Request.Path}\n{key}")
        : prefix + Guid.CreateVersion7().ToString("N");

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];
}
