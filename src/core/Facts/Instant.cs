using System.Globalization;

namespace Mainstay.Core.Facts;

/// <summary>
/// A point in time in whole microseconds since 1970-01-01T00:00:00Z. <c>default</c> is that epoch.
/// Microseconds because that is what PostgreSQL keeps: a fact must not change its order by being stored.
/// </summary>
public readonly record struct Instant(long Micros) : IComparable<Instant>
{
    public const long MicrosPerSecond = 1_000_000;
    public const long MicrosPerHour = 3600 * MicrosPerSecond;
    public const long MicrosPerDay = 24 * MicrosPerHour;

    public static readonly Instant MinValue = new(DateTime.MinValue.Ticks / 10 - DateTime.UnixEpoch.Ticks / 10);
    public static readonly Instant MaxValue = new(DateTime.MaxValue.Ticks / 10 - DateTime.UnixEpoch.Ticks / 10);

    /// <summary>Midnight UTC of a date.</summary>
    public static Instant OfUtc(DateOnly date) =>
        new((date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * MicrosPerDay);

    public static Instant Of(DateTimeOffset moment) => new((moment.UtcTicks - DateTime.UnixEpoch.Ticks) / 10);

    public DateTimeOffset ToDateTimeOffset() => new(Micros * 10 + DateTime.UnixEpoch.Ticks, TimeSpan.Zero);

    /// <summary>
    /// Reads an ISO 8601 date (midnight UTC) or date and time; a time without offset counts as UTC.
    /// </summary>
    public static bool TryParse(string text, out Instant instant)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            instant = OfUtc(date);
            return true;
        }

        var ok = DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment);
        instant = ok ? Of(moment) : default;
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
}
