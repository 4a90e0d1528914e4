using System.Globalization;
using System.Text.RegularExpressions;

namespace Mainstay.Core.Facts;

/// <summary>
/// A point in time in whole microseconds since 1970-01-01T00:00:00Z. <c>default</c> is that epoch.
/// Microseconds because that is what PostgreSQL keeps: a fact must not change its order by being stored.
/// </summary>
public readonly partial record struct Instant(long Micros) : IComparable<Instant>
{
    public const long MicrosPerSecond = 1_000_000;
    public const long MicrosPerHour = 3600 * MicrosPerSecond;
    public const long MicrosPerDay = 24 * MicrosPerHour;

    public static readonly Instant MinValue = new(DateTime.MinValue.Ticks / 10 - DateTime.UnixEpoch.Ticks / 10);
    public static readonly Instant MaxValue = new(DateTime.MaxValue.Ticks / 10 - DateTime.UnixEpoch.Ticks / 10);

    /// <summary>Midnight UTC of a date.</summary>
    public static Instant OfUtc(DateOnly date) =>
        new((date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * MicrosPerDay);

    /// <summary>Cut to the microsecond, never rounded up: what happened before midnight stays before it.</summary>
    public static Instant Of(DateTimeOffset moment) => new(moment.UtcTicks / 10 - DateTime.UnixEpoch.Ticks / 10);

    public DateTimeOffset ToDateTimeOffset() => new(Micros * 10 + DateTime.UnixEpoch.Ticks, TimeSpan.Zero);

    /// <summary>
    /// Reads an ISO 8601 date (midnight UTC) or date and time, such as <c>2026-01-31T10:20:30.5+01:00</c>, with T or a space
    /// between; a time without offset counts as UTC, and what is below the microsecond is cut off.
    /// </summary>
    public static bool TryParse(string text, out Instant instant)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            instant = OfUtc(date);
            return true;
        }

        // DateTimeOffset.TryParse alone would take "10:20" for a time of today, 1/2/2026 for some day, and round 0.9999999999 up.
        var match = IsoTime().Match(text);
        var ok = DateTimeOffset.TryParse(
            match.Groups["minute"].Value + match.Groups["second"].Value + match.Groups["offset"].Value,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var moment);
        instant = ok ? Of(moment).Plus(MicrosOf(match.Groups["fraction"].Value)) : default;
        return ok;
    }

    public Instant Plus(long micros) => new(Micros + micros);

    public int CompareTo(Instant other) => Micros.CompareTo(other.Micros);

    public static bool operator <(Instant a, Instant b) => a.Micros < b.Micros;

    public static bool operator >(Instant a, Instant b) => a.Micros > b.Micros;

    public static bool operator <=(Instant a, Instant b) => a.Micros <= b.Micros;

    public static bool operator >=(Instant a, Instant b) => a.Micros >= b.Micros;

    /// <summary>ISO 8601 in UTC; the shortest of date, seconds and microseconds that loses nothing.</summary>
    public override string ToString()
    {
        var moment = ToDateTimeOffset();
        var format = Micros % MicrosPerDay == 0 ? "yyyy-MM-dd"
            : Micros % MicrosPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'"
            : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
        return moment.ToString(format, CultureInfo.InvariantCulture);
    }

    private static long MicrosOf(string fraction) =>
        fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(6, '0').AsSpan(0, 6), NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?<minute>[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2})((?<second>:[0-9]{2})(\.(?<fraction>[0-9]{1,12}))?)?(?<offset>Z|[+-][0-9]{2}(:?[0-9]{2})?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsoTime();
}
