namespace Mainstay.Core.Facts.Identity;

/// <summary>
/// Salesforce writes one id in two ways: 15 characters whose case matters (reports, addresses), and 18, of which the last three say
/// which of the first 15 are capitals (interfaces, exports). Here the long one is the id.
/// </summary>
/// <remarks>Salesforce Object Reference, "ID field type": each of the three characters holds five bits, the first letter in the lowest.</remarks>
public static class SalesforceId
{
    /// <summary>Length of an id whose case matters.</summary>
    public const int Short = 15;

    /// <summary>Length of an id with its suffix.</summary>
    public const int Long = 18;

    private const int Group = 5;

    // What every account's id begins with. Other ids of 15 characters are not touched: they need not be Salesforce's.
    private const string AccountPrefix = "001";

    private const string Suffixes = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>
    /// The 18 characters of an account's id in Salesforce; of any other text the text itself. Where a tool has made all letters
    /// capitals or none, the suffix tells which were. A text whose suffix does not fit is no such id, and nor is one of digits alone.
    /// </summary>
    public static string Canonical(string id)
    {
        if (!MayBe(id))
        {
            return id;
        }

        if (id.Length == Short)
        {
            return id + SuffixOf(id);
        }

        var body = id[..Short];
        var suffix = id[Short..].ToUpperInvariant();
        if (string.Equals(SuffixOf(body), suffix, StringComparison.Ordinal))
        {
            return body + suffix;
        }

        var lower = body.ToLowerInvariant();
        var hasOneCase = string.Equals(body, lower, StringComparison.Ordinal) || string.Equals(body, body.ToUpperInvariant(), StringComparison.Ordinal);
        return hasOneCase && Restored(lower, suffix) is { } restored ? restored + suffix : id;
    }

    /// <summary>The same of UTF-8, as far as it can be told quickly: false for nearly everything that is no such id.</summary>
    public static bool MayBe(ReadOnlySpan<byte> utf8) => utf8.Length is Short or Long && utf8.StartsWith("001"u8);

    private static bool MayBe(string id) =>
        id.Length is Short or Long
        && id.StartsWith(AccountPrefix, StringComparison.Ordinal)
        && id.All(char.IsAsciiLetterOrDigit)
        && id.AsSpan(0, Short).ContainsAnyExceptInRange('0', '9');

    private static string SuffixOf(string body) => string.Create(Long - Short, body, static (suffix, text) =>
    {
        for (var group = 0; group < suffix.Length; group++)
        {
            var bits = 0;
            for (var i = 0; i < Group; i++)
            {
                bits |= char.IsAsciiLetterUpper(text[(group * Group) + i]) ? 1 << i : 0;
            }

            suffix[group] = Suffixes[bits];
        }
    });

    // Null when the suffix calls a digit a capital.
    private static string? Restored(string lower, string suffix)
    {
        var text = lower.ToCharArray();
        for (var i = 0; i < text.Length; i++)
        {
            var bits = Suffixes.IndexOf(suffix[i / Group], StringComparison.Ordinal);
            if (bits < 0 || ((bits >> (i % Group)) & 1) == 0)
            {
                continue;
            }

            if (!char.IsAsciiLetterLower(text[i]))
            {
                return null;
            }

            text[i] = char.ToUpperInvariant(text[i]);
        }

        var restored = new string(text);
        return string.Equals(SuffixOf(restored), suffix, StringComparison.Ordinal) ? restored : null;
    }
}
