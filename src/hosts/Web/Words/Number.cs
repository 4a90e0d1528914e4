using System.Globalization;

namespace Mainstay.Web.Words;

/// <summary>How numbers are written: invariant, with a true minus sign and spaces that do not break.</summary>
public static class Number
{
    public const string None = "–";

    /// <summary>The number people see of a score: rounded down, so that nobody sees 70 beside a tier that ends below it.</summary>
    public static string Score(double? value) => value is { } v ? Math.Floor(v).ToString("0", CultureInfo.InvariantCulture) : None;

    /// <summary>With a sign and one decimal: "+4.2", "−12.0", "0.0".</summary>
    public static string Signed(double? value) => value is { } v ? v.ToString("+0.0;\u22120.0;0.0", CultureInfo.InvariantCulture) : None;

    public static string OneDecimal(double value) => value.ToString("0.0;\u22120.0", CultureInfo.InvariantCulture);

    /// <summary>All four places in which a score is published.</summary>
    public static string Exact(decimal value) => value.ToString("0.0000;\u22120.0000", CultureInfo.InvariantCulture);

    /// <summary>A share from 0 to 1 in whole per cent, never 0 or 100 for what is not.</summary>
    public static string Percent(double share)
    {
        var percent = Math.Round(share * 100, MidpointRounding.AwayFromZero);
        var shown = share > 0 && percent < 1 ? 1 : share < 1 && percent > 99 ? 99 : percent;
        return shown.ToString("0", CultureInfo.InvariantCulture) + "\u202f%";
    }

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    /// <summary>"1 account", "3 accounts".</summary>
    public static string Of(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";

    /// <summary>Money in minor units as its main unit in short: 4 812 300 is "48 k". No currency: a book may hold several.</summary>
    public static string Money(double? minorUnits)
    {
        if (minorUnits is not { } minor)
        {
            return None;
        }

        var amount = minor / 100;
        return Math.Abs(amount) switch
        {
            >= 999_500_000 => Short(amount / 1e9, "bn"),
            >= 999_500 => Short(amount / 1e6, "M"),
            >= 1_000 => Short(amount / 1e3, "k"),
            _ => amount.ToString("0;\u22120", CultureInfo.InvariantCulture),
        };
    }

    private static string Short(double amount, string unit) =>
        amount.ToString(Math.Abs(amount) < 9.95 ? "0.#;\u22120.#" : "0;\u22120", CultureInfo.InvariantCulture) + "\u202f" + unit;
}
