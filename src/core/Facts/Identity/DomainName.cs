using System.Globalization;

namespace Mainstay.Core.Facts.Identity;

/// <summary>Domains as they are compared: small letters, international ones in their ASCII form (<c>xn--…</c>).</summary>
public static class DomainName
{
    private const int Longest = 253;

    private static readonly IdnMapping Idn = new();

    /// <summary>
    /// Reads <c>Acme.com</c>, <c>@acme.com</c>, <c>https://www.acme.com:8080/about</c> and <c>münchen.example</c>. Null for
    /// what is no domain of two labels or more, such as <c>localhost</c> or <c>10.0.0.1</c>.
    /// </summary>
    public static string? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme)
        {
            text = text[(scheme + 3)..];
        }

        text = text.TrimStart('@');
        text = text.IndexOfAny('/', '?', '#') is >= 0 and var path ? text[..path] : text;
        text = text.LastIndexOf(':') is >= 0 and var port && !text[port..].ContainsAnyExceptInRange('0', ':') ? text[..port] : text;
        text = text.TrimEnd('.');
        text = text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
        return text.IsEmpty || text.Length > Longest ? null : Ascii(text.ToString());
    }

    /// <summary>Domains in one text, separated by white space, commas or semicolons; what is none is left out.</summary>
    public static IEnumerable<string> ReadAll(string? text) =>
        (text ?? "").Split([' ', '\t', '\r', '\n', ',', ';', '\u00A0'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => Read(part)).OfType<string>();

    /// <summary>The domain and those above it, the most specific first, down to two labels.</summary>
    public static IEnumerable<string> Upwards(string domain)
    {
        for (var at = domain; at.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot; at = at[(dot + 1)..])
        {
            yield return at;
        }
    }

    private static string? Ascii(string text)
    {
        string ascii;
        try
        {
            ascii = Idn.GetAscii(text.ToLowerInvariant()).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }

        var last = ascii.LastIndexOf('.');
        return last > 0 && ascii.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && ascii.AsSpan(last + 1).ContainsAnyExceptInRange('0', '9')
            ? ascii
            : null;
    }
}
