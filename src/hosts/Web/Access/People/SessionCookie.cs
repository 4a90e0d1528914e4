using System.Security.Cryptography;
using System.Text;

namespace Mainstay.Web.Access.People;

/// <summary>The cookie that names a session: 256 random bits, of which the database holds the hash.</summary>
internal static class SessionCookie
{
    /// <summary>A session that nobody used for so long has ended.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>However much it is used, a session ends after so long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private const int Bytes = 32;

    /// <returns>The hash of the token; null when there is none.</returns>
    public static byte[]? Read(HttpRequest request) =>
        request.Cookies[Name(request)] is { Length: 2 * Bytes } token ? SHA256.HashData(Encoding.ASCII.GetBytes(token)) : null;

    /// <returns>The hash of the new token.</returns>
    public static byte[] Set(HttpContext context)
    {
        var token = RandomNumberGenerator.GetHexString(2 * Bytes, lowercase: true);
        context.Response.Cookies.Append(Name(context.Request), token, Options(context.Request));
        return SHA256.HashData(Encoding.ASCII.GetBytes(token));
    }

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name(context.Request), Options(context.Request));

    // __Host-: no other site of the same domain can set it. Browsers take it over https only.
    private static string Name(HttpRequest request) => request.IsHttps ? "__Host-mainstay" : "mainstay.session";

    // Lax: a link in a mail opens what it names; a form on another site sends nothing.
    private static CookieOptions Options(HttpRequest request) => new()
    {
        Path = "/", HttpOnly = true, Secure = request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true,
    };
}
