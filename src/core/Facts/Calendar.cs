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

    /// <summary>Whether every day begins at midnight UTC and is 24 hours long.</summary>
    public bool IsUtc => _isUtc;

    public DateOnly DateOf(Instant instant) => DateOnly.FromDateTime(LocalOf(instant));

    /// <summary>The first instant of a local date.</summary>
    public Instant StartOf(DateOnly date) =>
        _isUtc ? Instant.OfUtc(date) : OfLocal(date.ToDateTime(TimeOnly.MinValue));

    /// <summary>
    /// The same local time <paramref name="days"/> calendar days earlier. From the start of a day it is the start of the
    /// earlier day, even where a DST change moved one of them off midnight, so that windows of midnights are whole days.
    /// With 0 it is the instant itself.
    /// </summary>
    public Instant DaysBefore(Instant instant, int days)
    {
        if (days == 0)
        {
            return instant;
        }

        if (_isUtc)
        {
            return instant.Plus(-days * Instant.MicrosPerDay);
        }

        var local = LocalOf(instant);
        var date = DateOnly.FromDateTime(local);
        return instant == StartOf(date) ? StartOf(date.AddDays(-days)) : OfLocal(local.AddDays(-days));
    }

    /// <summary>Calendar days from the date of <paramref name="from"/> to the date of <paramref name="to"/>.</summary>
    public int DaysBetween(Instant from, Instant to) => DateOf(to).DayNumber - DateOf(from).DayNumber;

    /// <summary>The instant of a local date and time in whole microseconds: the end of the gap for one that the zone skips, the first of two that occur.</summary>
    public Instant OfLocal(DateTime local)
    {
        // TimeZoneInfo.IsInvalidTime and IsAmbiguousTime know daylight saving only, not a change of the zone's own offset
        // (dotnet/runtime#96269: Apia's skipped day is valid to them). The conversion from UTC knows both, so it alone is asked.
        local = DateTime.SpecifyKind(local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMicrosecond)), DateTimeKind.Unspecified);
        var asUtc = Instant.Of(new DateTimeOffset(local.Ticks, TimeSpan.Zero));
        var (before, after) = (OffsetAt(asUtc.Plus(-Instant.MicrosPerDay)), OffsetAt(asUtc.Plus(Instant.MicrosPerDay)));
        var first = asUtc.Plus(-Math.Max(before, after));
        var last = asUtc.Plus(-Math.Min(before, after));
        return LocalOf(first) == local ? first
            : LocalOf(last) == local ? last
            : EndOfGap(first, last);
    }

    // Between the two readings of a skipped time lies the jump: before it clocks show less, from it on they show more.
    private Instant EndOfGap(Instant below, Instant reached)
    {
        var offset = OffsetAt(reached);
        while (reached.Micros - below.Micros > 1)
        {
            var middle = new Instant(below.Micros + (reached.Micros - below.Micros) / 2);
            (below, reached) = OffsetAt(middle) == offset ? (below, middle) : (middle, reached);
        }

        return reached;
    }

    private long OffsetAt(Instant instant) =>
        _isUtc ? 0 : _zone.GetUtcOffset(Within(instant).ToDateTimeOffset()).Ticks / TimeSpan.TicksPerMicrosecond;

    // The first and last hours of all time have no local time everywhere; they stay where they are.
    private DateTime LocalOf(Instant instant) => Within(instant.Plus(OffsetAt(instant))).ToDateTimeOffset().DateTime;

    private static Instant Within(Instant instant) =>
        instant < Instant.MinValue ? Instant.MinValue : instant > Instant.MaxValue ? Instant.MaxValue : instant;
}
