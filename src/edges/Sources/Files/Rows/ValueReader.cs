using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Turns the text of a cell, trimmed and not empty, into a value of a field, or says what was expected.</summary>
internal static class ValueReader
{
    // A double holds every whole number up to here; larger amounts would be rounded silently.
    private const decimal MostMinorUnits = 1L << 53;

    /// <summary>Null when the text was read; else what should have stood there.</summary>
    /// <param name="minorDigits">Of the fact's currency; asked for where the source is in major units.</param>
    public static string? Read(
        ReadOnlySpan<char> text, FieldType type, FieldSource.Column source, int minorDigits, Calendar calendar, TextPool texts, out FactValue value)
    {
        value = default;
        switch (type)
        {
            case FieldType.Text:
                value = FactValue.Of(texts.Get(text));
                return null;
            case FieldType.Number:
                return ReadNumber(text, out value) ? null : "a number such as 1234.5";
            case FieldType.Money:
                return ReadMoney(text, source.IsMajor ? minorDigits : 0, out value) ? null
                    : source.IsMajor ? ExpectedMajor(minorDigits) : "a whole number of minor units such as 1999";
            case FieldType.Flag:
                return ReadFlag(text, out value) ? null : "true, false, yes, no, 1 or 0";
            case FieldType.Moment or FieldType.Planned:
                var expected = ReadTime(text, source.Formats.AsSpan(), calendar, out var instant);
                value = expected is null ? FactValue.Of(instant) : default;
                return expected;
            case FieldType.Duration:
                return "nothing: durations are computed";
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public static string? ReadTime(ReadOnlySpan<char> text, ReadOnlySpan<TimeFormat> formats, Calendar calendar, out Instant instant)
    {
        foreach (var format in formats)
        {
            if (format.TryRead(text, calendar, out instant))
            {
                return null;
            }
        }

        instant = default;
        var words = new List<string>();
        foreach (var format in formats)
        {
            words.Add(format.Word);
        }

        return $"a time written as {string.Join(" or ", words)}";
    }

    private static bool ReadNumber(ReadOnlySpan<char> text, out FactValue value)
    {
        value = default;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return false;
        }

        value = FactValue.Of(number);
        return true;
    }

    private static bool ReadMoney(ReadOnlySpan<char> text, int digits, out FactValue value)
    {
        value = default;
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var amount) || Math.Abs(amount) > MostMinorUnits)
        {
            return false;
        }

        var minor = amount;
        for (; digits > 0; digits--)
        {
            minor *= 10;
        }

        if (minor != decimal.Truncate(minor) || Math.Abs(minor) > MostMinorUnits)
        {
            return false;
        }

        value = FactValue.Of((double)minor);
        return true;
    }

    private static string ExpectedMajor(int digits) => digits switch
    {
        0 => "an amount such as 1999, for its currency has no decimals",
        3 => "an amount such as 19.999, with at most three decimals",
        4 => "an amount such as 19.9999, with at most four decimals",
        _ => "an amount such as 19.99, with at most two decimals",
    };

    private static bool ReadFlag(ReadOnlySpan<char> text, out FactValue value)
    {
        var isTrue = Is(text, "true") || Is(text, "yes") || Is(text, "1") || Is(text, "t") || Is(text, "y");
        value = FactValue.Of(isTrue);
        return isTrue || Is(text, "false") || Is(text, "no") || Is(text, "0") || Is(text, "f") || Is(text, "n");
    }

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
