using System.Globalization;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files.Mappings;

/// <summary>
/// Reads ISO 8601 strictly. The framework's own parser is lenient: it takes 3/4/2025 too, and guesses which is the month.
/// </summary>
internal static class IsoTime
{
    public static bool TryRead(ReadOnlySpan<char> text, Calendar calendar, out Instant instant)
    {
        instant = default;
        if (!TryReadDate(text, out var year, out var month, out var day))
        {
            return false;
        }

        if (text.Length == 10)
        {
            instant = calendar.StartOf(new DateOnly(year, month, day));
            return IsTime(instant);
        }

        return text[10] is 'T' or 't' or ' ' && TryReadTime(text[11..], new DateTime(year, month, day), calendar, out instant);
    }

    /// <summary>A date and nothing else, as UTF-8.</summary>
    public static bool TryReadDate(ReadOnlySpan<byte> text, out DateOnly date)
    {
        Span<char> chars = stackalloc char[10];
        date = default;
        if (text.Length != 10 || System.Text.Ascii.ToUtf16(text, chars, out _) != System.Buffers.OperationStatus.Done
            || !TryReadDate(chars, out var year, out var month, out var day))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    private static bool TryReadDate(ReadOnlySpan<char> text, out int year, out int month, out int day)
    {
        (year, month, day) = (0, 0, 0);
        return text.Length >= 10 && text[4] == '-' && text[7] == '-'
            && Digits(text[..4], out year) && Digits(text[5..7], out month) && Digits(text[8..10], out day)
            && year > 0 && month is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, month);
    }

    private static bool TryReadTime(ReadOnlySpan<char> text, DateTime date, Calendar calendar, out Instant instant)
    {
        instant = default;
        if (text.Length < 5 || text[2] != ':' || !Digits(text[..2], out var hour) || !Digits(text[3..5], out var minute)
            || hour > 23 || minute > 59)
        {
            return false;
        }

        text = text[5..];
        var (second, micros) = (0, 0L);
        if (text is [':', _, _, ..])
        {
            if (!Digits(text[1..3], out second) || second > 59)
            {
                return false;
            }

            text = text[3..];
            if (text is ['.' or ',', ..] && !TryReadFraction(ref text, out micros))
            {
                return false;
            }
        }

        var local = date.AddTicks((((hour * 60L) + minute) * 60 + second) * TimeSpan.TicksPerSecond + micros * 10);
        if (text.IsEmpty)
        {
            instant = calendar.OfLocal(local);
            return IsTime(instant);
        }

        return TryReadOffset(text, out var minutes) && TryShift(local, minutes, out instant);
    }

    private static bool TryReadFraction(ref ReadOnlySpan<char> text, out long micros)
    {
        micros = 0;
        var digits = text[1..];
        var end = digits.IndexOfAnyExceptInRange('0', '9');
        digits = end < 0 ? digits : digits[..end];
        text = text[(1 + digits.Length)..];
        if (digits.Length is 0 or > 9)
        {
            return false;
        }

        for (var i = 0; i < 6; i++)
        {
            micros = (micros * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text is not ['+' or '-', ..])
        {
            return false;
        }

        var digits = text[1..];
        var minuteDigits = digits.Length switch
        {
            2 => "00",
            4 => digits[2..],
            5 when digits[2] == ':' => digits[3..],
            _ => default,
        };
        if (minuteDigits.IsEmpty || !Digits(digits[..2], out var hour) || !Digits(minuteDigits, out var minute) || hour > 14 || minute > 59)
        {
            return false;
        }

        minutes = (text[0] == '-' ? -1 : 1) * ((hour * 60) + minute);
        return true;
    }

    private static bool TryShift(DateTime local, int minutes, out Instant instant)
    {
        instant = new Instant(((local.Ticks - DateTime.UnixEpoch.Ticks) / 10) - (minutes * 60 * Instant.MicrosPerSecond));
        return IsTime(instant);
    }

    /// <summary>The first hours of year 1 and the last of year 9999 are, in UTC, in no year at all in some zones.</summary>
    public static bool IsTime(Instant instant) => instant >= Instant.MinValue && instant <= Instant.MaxValue;

    private static bool Digits(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
