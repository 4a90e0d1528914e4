namespace Mainstay.Core.Facts.Currencies;

/// <summary>What is known of currencies by their codes (ISO 4217).</summary>
public static class Currency
{
    private static readonly HashSet<string> Whole = new(
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"], StringComparer.Ordinal);

    private static readonly HashSet<string> Thousandths = new(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], StringComparer.Ordinal);

    private static readonly HashSet<string> TenThousandths = new(["CLF", "UYW"], StringComparer.Ordinal);

    /// <summary>Decimal digits of the major unit that the minor unit is: 2 for EUR and codes nobody knows, 0 for JPY, 3 for KWD.</summary>
    public static int MinorDigits(string code) =>
        Whole.Contains(code) ? 0 : Thousandths.Contains(code) ? 3 : TenThousandths.Contains(code) ? 4 : 2;

    /// <summary>The code as it is compared, in capital letters; null for an empty one, which names no currency.</summary>
    public static string? Named(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ToUpperInvariant();

    /// <summary>Whether a text is three letters.</summary>
    public static bool IsCode(string text) => text.Length == 3 && text.All(char.IsAsciiLetter);

    /// <summary>The currency that a fact's amounts are in; null where it names none or its kind has none.</summary>
    public static string? Of(VisibleFact fact) => fact.Kind.Find("currency") is { } field ? Named(fact.Text(field)) : null;
}
