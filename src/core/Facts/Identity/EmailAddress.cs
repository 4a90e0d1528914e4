namespace Mainstay.Core.Facts.Identity;

/// <summary>
/// An e-mail address as it is compared: small letters, without the tag behind a plus (<c>anna+invoices@acme.com</c> is anna), the
/// domain as <see cref="DomainName"/> writes it.
/// </summary>
public sealed record EmailAddress
{
    private EmailAddress(string text, string domain) => (Text, Domain) = (text, domain);

    public string Text { get; }

    public string Domain { get; }

    /// <summary>Reads <c>Anna@Acme.com</c>, <c>mailto:anna@acme.com</c> and <c>Anna Bell &lt;anna@acme.com&gt;</c>; null for anything else.</summary>
    public static EmailAddress? Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.EndsWith(">", StringComparison.Ordinal) && text.LastIndexOf('<') is >= 0 and var open)
        {
            text = text[(open + 1)..^1].Trim();
        }

        text = text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? text[7..] : text;
        var at = text.LastIndexOf('@');
        if (at <= 0 || text[(at + 1)..].ContainsAny("/?#:") || DomainName.Read(text[(at + 1)..]) is not { } domain)
        {
            return null;
        }

        var local = text[..at];
        local = local.IndexOf('+') is > 0 and var plus ? local[..plus] : local;
        foreach (var c in local)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '@' or ',' or ';' or '<' or '>')
            {
                return null;
            }
        }

        return new EmailAddress($"{local.ToString().ToLowerInvariant()}@{domain}", domain);
    }

    /// <summary>Addresses in one text, separated by white space, commas or semicolons; what is none is left out.</summary>
    public static IEnumerable<EmailAddress> ReadAll(string? text) =>
        text is null ? []
        : Read(text) is { } single ? [single]
        : text.Split([' ', '\t', '\r', '\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => Read(part)).OfType<EmailAddress>();
}
