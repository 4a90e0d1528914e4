using Mainstay.Core.Facts;

namespace Mainstay.Core.Tests.Properties;

/// <summary>
/// Days found by search alone: every quarter of an hour of offset is tried against the conversion from UTC, which is the
/// only direction that is never ambiguous.
/// </summary>
internal static class NaiveCalendar
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public static DateTime Local(TimeZoneInfo zone, Instant instant) =>
        TimeZoneInfo.ConvertTime(instant.ToDateTimeOffset(), zone).DateTime;

    public static Instant DaysBefore(TimeZoneInfo zone, Instant instant, int days)
    {
        var local = Local(zone, instant);
        return days == 0 ? instant
            : instant == OfLocal(zone, local.Date) ? OfLocal(zone, local.Date.AddDays(-days))
            : OfLocal(zone, local.AddDays(-days));
    }

    /// <summary>The first instant that reads as the local time, or, where none does, the first that reads as a later one.</summary>
    public static Instant OfLocal(TimeZoneInfo zone, DateTime local)
    {
        var utc = new DateTimeOffset(local.Ticks, TimeSpan.Zero);
        for (var offset = TimeSpan.FromHours(16); offset >= TimeSpan.FromHours(-16); offset -= Quarter)
        {
            var candidate = Instant.Of(utc - offset);
            if (Local(zone, candidate) == local)
            {
                return candidate;
            }
        }

        var scan = new DateTimeOffset(local.Date, TimeSpan.Zero).AddHours(-16);
        while (Local(zone, Instant.Of(scan)) < local)
        {
            scan += Quarter;
        }

        return Instant.Of(scan);
    }

    public static int DaysBetween(TimeZoneInfo zone, Instant from, Instant to) =>
        (int)(Local(zone, to).Date - Local(zone, from).Date).TotalDays;
}
