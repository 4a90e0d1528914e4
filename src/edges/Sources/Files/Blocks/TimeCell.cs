using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>Reads times from UTF-8. Most cells have the date of the one before, so a date is read once.</summary>
internal sealed class TimeCell(ImmutableArray<TimeFormat> formats, Calendar calendar)
{
    private const int LongestAscii = 64;

    private readonly bool _isIso = formats is [TimeFormat.Iso, ..];
    private readonly bool _isUtc = string.Equals(calendar.ZoneId, Calendar.Utc.ZoneId, StringComparison.Ordinal);
    private ulong _date;
    private ushort _day;
    private long _utcMidnight;
    private long _localMidnight;

    /// <summary>Microseconds; false when no format fits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(ReadOnlySpan<byte> text, out long micros)
    {
        if (_isIso && text.Length >= 10 && IsKnownDate(text))
        {
            if (text.Length == 10)
            {
                micros = _localMidnight;
                return true;
            }

            if (text.Length is 19 or 20
                && (text.Length == 20 ? text[19] == 'Z' : _isUtc)
                && text[10] is (byte)'T' or (byte)' '
                && TryReadClock(BinaryPrimitives.ReadUInt64LittleEndian(text[11..]), out var seconds))
            {
                micros = _utcMidnight + (seconds * Instant.MicrosPerSecond);
                return true;
            }
        }

        return TryReadAny(text, out micros);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsKnownDate(ReadOnlySpan<byte> text)
    {
        var (date, day) = (BinaryPrimitives.ReadUInt64LittleEndian(text), BinaryPrimitives.ReadUInt16LittleEndian(text[8..]));
        if (date == _date && day == _day)
        {
            return true;
        }

        if (!IsoTime.TryReadDate(text[..10], out var read) || !IsoTime.IsTime(calendar.StartOf(read)))
        {
            return false;
        }

        (_date, _day) = (date, day);
        (_utcMidnight, _localMidnight) = (Instant.OfUtc(read).Micros, calendar.StartOf(read).Micros);
        return true;
    }

    // "HH:mm:ss" as one number: the digits of all three are checked and put together at once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadClock(ulong text, out long seconds)
    {
        const ulong Zeros = 0x30303A30303A3030;
        var digits = text ^ Zeros;
        var isClock = (digits & 0xF0F0FFF0F0FFF0F0) == 0 && ((digits + 0x0606000606000606) & 0x1010001010001010) == 0;
        var hour = ((digits & 0xF) * 10) + ((digits >> 8) & 0xF);
        var minute = (((digits >> 24) & 0xF) * 10) + ((digits >> 32) & 0xF);
        var second = (((digits >> 48) & 0xF) * 10) + (digits >> 56);
        seconds = (long)((((hour * 60) + minute) * 60) + second);
        return isClock && hour < 24 && minute < 60 && second < 60;
    }

    private bool TryReadAny(ReadOnlySpan<byte> text, out long micros)
    {
        Span<char> chars = stackalloc char[LongestAscii];
        micros = 0;
        if (text.Length > LongestAscii || Ascii.ToUtf16(text, chars, out var length) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        foreach (var format in formats)
        {
            if (format.TryRead(chars[..length], calendar, out var instant))
            {
                micros = instant.Micros;
                return true;
            }
        }

        return false;
    }
}
