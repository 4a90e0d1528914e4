namespace Mainstay.Core.Facts;

/// <summary>
/// The days of a workspace: maps instants to local dates and dates to their first instant. A day that a zone skips
/// (Apia, 2011-12-30) begins where the next one does and is empty; a midnight that a DST change skips begins at the
/// first instant after the gap; one that occurs twice begins at the first.
/// </summary>
public sealed class Calendar
{
    public static readonly Calendar Utc = new(TimeZoneInfo.Utc);

    private readonly TimeZoneInfo _zone;
    private readonly bool _isUtc;

    public Calendar(TimeZoneInfo zone)
    {
        _zone = zone;
        _isUtc = zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime && zone.GetAdjustmentRules().Length == 0;
    }

    public string ZoneId => _zone.Id;

    public DateOnly DateOf(Instant instant)
    {
        if (_isUtc)
        {
            return DateOnly.FromDayNumber(
                (int)Math.Floor((double)instant.Micros / Instant.MicrosPerDay) + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
        }

        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant.ToDateTimeOffset(), _zone).DateTime);
    }

    /// <summary>The first instant of a local date.</summary>
    public Instant StartOf(DateOnly date) =>
        _isUtc ? Instant.OfUtc(date) : OfLocal(date.ToDateTime(TimeOnly.MinValue));

    /// <summary>
    /// The same local time <paramref name="days"/> calendar days earlier. From the start of a day it is the start of the
    /// earlier day, even where a DST change moved one of them off midnight, so that windows of midnights are whole days.
    /// </summary>
    public Instant DaysBefore(Instant instant, int days)
    {
        if (_isUtc)
        {
            return instant.Plus(-days * Instant.MicrosPerDay);
        }

        var date = DateOf(instant);
        if (instant == StartOf(date))
        {
            return StartOf(date.AddDays(-days));
        }

        var local = TimeZoneInfo.ConvertTime(instant.ToDateTimeOffset(), _zone).DateTime;
        return OfLocal(local.AddDays(-days));
    }

    /// <summary>Calendar days from the date of <paramref name="from"/> to the date of <paramref name="to"/>.</summary>
    public int DaysBetween(Instant from, Instant to) => DateOf(to).DayNumber - DateOf(from).DayNumber;

    /// <summary>The instant of a local date and time: the end of the gap for one that DST skips, the first of two that occur.</summary>
    public Instant OfLocal(DateTime local)
    {
        var time = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (_zone.IsInvalidTime(time))
        {
            // The offset before the gap maps a skipped local time to the instant just as far behind the gap's end; the
            // first instant that exists is the gap's end itself, found by stepping back from a valid later time.
            var after = time;
            while (_zone.IsInvalidTime(after))
            {
                after = after.AddMinutes(1);
            }

            return Instant.Of(new DateTimeOffset(after, _zone.GetUtcOffset(after)));
        }

        var offset = _zone.IsAmbiguousTime(time) ? _zone.GetAmbiguousTimeOffsets(time).Max() : _zone.GetUtcOffset(time);
        return Instant.Of(new DateTimeOffset(time, offset));
    }
}
