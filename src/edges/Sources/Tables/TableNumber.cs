using System.Globalization;

namespace Mainstay.Sources.Tables;

/// <summary>Numbers as people and spreadsheets write them.</summary>
internal static class TableNumber
{
    private static readonly string[] MissingWords = ["NA", "N/A", "NAN", "NULL", "NONE", "?", "-", "#N/A"];

    /// <summary>Words that stand for a missing number. Among words they are words: NA may be North America.</summary>
    public static bool IsMissing(string word) => MissingWords.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Takes 1234.5, 1e3, 1,234.50, $70.35, 85 %, and 12,5 where commas do not separate cells. A dot is always the decimal point. Never infinite.
    /// </summary>
    /// <param name="decimalComma">A comma not followed by groups of three is the decimal point.</param>
    public static bool TryParse(ReadOnlySpan<char> text, bool decimalComma, out double value)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(text, Plain, CultureInfo.InvariantCulture, out value))
        {
            return double.IsFinite(value);
        }

        text = text.TrimStart("$€£").TrimEnd("%€").Trim();
        var comma = text.IndexOf(',');
        if (comma < 0)
        {
            return double.TryParse(text, Plain, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        }

        if (AreGroups(text))
        {
            return double.TryParse(text, Plain | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        }

        return decimalComma && text[(comma + 1)..].IndexOfAnyExceptInRange('0', '9') < 0
            && double.TryParse($"{text[..comma]}.{text[(comma + 1)..]}", Plain, CultureInfo.InvariantCulture, out value);
    }

    private static bool AreGroups(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var first = whole.IndexOf(',');
        if (first is < 1 or > 4 || (whole.Length - first) % 4 != 0)
        {
            return false;
        }

        for (var i = first; i < whole.Length; i += 4)
        {
            if (whole[i] != ',' || whole[(i + 1)..(i + 4)].IndexOfAnyExceptInRange('0', '9') >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
