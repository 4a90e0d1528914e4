using Mainstay.Core.Facts;
using Mainstay.Core.Tests.Properties;

namespace Mainstay.Core.Tests.Facts;

public sealed class CalendarTests
{
    private static readonly string[] Zones =
    [
        "UTC", "Europe/Berlin", "Europe/London", "Europe/Moscow", "Europe/Istanbul", "America/New_York", "America/St_Johns", "America/Sao_Paulo",
        "America/Havana", "America/Asuncion", "America/Caracas", "America/Santiago", "Asia/Beirut", "Asia/Amman", "Asia/Kathmandu", "Asia/Pyongyang",
        "Asia/Gaza", "Africa/Cairo", "Africa/Casablanca", "Africa/Khartoum", "Atlantic/Azores", "Australia/Lord_Howe", "Pacific/Apia",
        "Pacific/Chatham", "Pacific/Kwajalein", "Pacific/Kiritimati", "Antarctica/Troll",
    ];

    [Theory]
    [InlineData("Europe/Berlin", "2027-03-28", "2027-03-27T23:00:00Z", 23)]
    [InlineData("Europe/Berlin", "2027-10-31", "2027-10-30T22:00:00Z", 25)]
    [InlineData("Australia/Lord_Howe", "2027-04-04", "2027-04-03T13:00:00Z", 24.5)]
    [InlineData("Australia/Lord_Howe", "2027-10-03", "2027-10-02T13:30:00Z", 23.5)]
    [InlineData("America/Sao_Paulo", "2017-10-15", "2017-10-15T03:00:00Z", 23)]
    [InlineData("Asia/Beirut", "2025-03-30", "2025-03-29T22:00:00Z", 23)]
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", 24)]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", 0)]
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", 24)]
    [InlineData("Europe/Moscow", "2014-10-26", "2014-10-25T20:00:00Z", 25)]
    [InlineData("UTC", "2028-02-29", "2028-02-29", 24)]
    public void A_local_day_starts_once_and_lasts_as_long_as_its_clocks_say(string zone, string date, string start, double hours)
    {
        var calendar = Of(zone);
        var day = DateOnly.Parse(date);
        Assert.Equal(FactText.At(start), calendar.StartOf(day));
        Assert.Equal(hours, (calendar.StartOf(day.AddDays(1)).Micros - calendar.StartOf(day).Micros) / (double)Instant.MicrosPerHour);
    }

    [Theory]
    [InlineData("2027-03-29T12:00:00Z", 1, "2027-03-28T12:00:00Z")]
    [InlineData("2027-03-28T12:00:00Z", 1, "2027-03-27T13:00:00Z")]
    [InlineData("2027-03-29T00:30:59Z", 1, "2027-03-28T01:00:00Z")]
    [InlineData("2027-11-01T01:30:00Z", 1, "2027-10-31T00:30:00Z")]
    [InlineData("2028-02-29T23:00:00Z", 366, "2027-02-28T23:00:00Z")]
    public void Days_before_keep_the_local_time(string instant, int days, string expected) =>
        Assert.Equal(FactText.At(expected), Of("Europe/Berlin").DaysBefore(FactText.At(instant), days));

    [Fact]
    public void No_days_before_an_instant_is_the_instant_even_in_an_hour_that_occurs_twice()
    {
        var second = FactText.At("2027-10-31T01:30:00Z");
        Assert.Equal(second, Of("Europe/Berlin").DaysBefore(second, 0));
    }

    [Fact]
    public void Days_before_a_later_instant_are_not_earlier_where_the_target_is_skipped()
    {
        var calendar = Of("Europe/Berlin");
        var a = calendar.DaysBefore(FactText.At("2027-03-29T00:30:59Z"), 1);
        var b = calendar.DaysBefore(FactText.At("2027-03-29T00:31:00Z"), 1);
        Assert.True(a <= b, $"{a} <= {b}");
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("America/New_York")]
    public void The_ends_of_time_have_dates(string zone)
    {
        var calendar = Of(zone);
        Assert.Equal(DateOnly.MaxValue, calendar.DateOf(Instant.MaxValue));
        Assert.Equal(DateOnly.MinValue, calendar.DateOf(Instant.MinValue));
    }

    [Fact]
    public void A_microsecond_before_midnight_is_the_day_before_in_every_century()
    {
        foreach (var year in new[] { 1, 1683, 1969, 2026, 2256, 9999 })
        {
            var midnight = Instant.OfUtc(new DateOnly(year, 6, 1));
            Assert.Equal(new DateOnly(year, 5, 31), Calendar.Utc.DateOf(midnight.Plus(-1)));
            Assert.Equal(new DateOnly(year, 6, 1), Calendar.Utc.DateOf(midnight));
        }
    }

    [Fact]
    public void Leap_days_count()
    {
        Assert.Equal(2, Calendar.Utc.DaysBetween(FactText.At("2028-02-28"), FactText.At("2028-03-01")));
        Assert.Equal(1, Calendar.Utc.DaysBetween(FactText.At("2027-02-28T23:59:59Z"), FactText.At("2027-03-01")));
        Assert.Equal(-365, Calendar.Utc.DaysBetween(FactText.At("2027-01-01"), FactText.At("2026-01-01")));
    }

    [Fact]
    public void Starts_of_days_are_those_a_scan_over_all_minutes_finds()
    {
        // Minute by minute through the fortnights around every odd date of these zones since 1990.
        foreach (var (zoneId, from) in OddDates())
        {
            var zone = ZoneOf(zoneId);
            var calendar = new Calendar(zone);
            var starts = new Dictionary<DateOnly, Instant>();
            var minute = Instant.OfUtc(from.AddDays(-3));
            var greatest = DateOnly.MinValue;
            for (var i = 0; i < 7 * 24 * 60; i++, minute = minute.Plus(Instant.MicrosPerSecond * 60))
            {
                var date = DateOnly.FromDateTime(NaiveCalendar.Local(zone, minute));
                for (; greatest < date; greatest = greatest == DateOnly.MinValue ? date : greatest.AddDays(1))
                {
                    starts.TryAdd(greatest == DateOnly.MinValue ? date : greatest.AddDays(1), minute);
                }
            }

            foreach (var (date, start) in starts.OrderBy(s => s.Key).Skip(1))
            {
                Assert.True(start == calendar.StartOf(date), $"{zoneId} {date:O}: a scan finds {start}, the calendar {calendar.StartOf(date)}");
            }
        }
    }

    [Fact]
    public void Days_before_and_starts_of_days_agree_with_a_search_in_any_zone() => Dice.Check(dice =>
    {
        var zone = ZoneOf(dice.Of(Zones));
        var calendar = new Calendar(zone);
        var instant = new Instant(dice.Below(1_000_000) * (Instant.MicrosPerDay * 17_000 / 1_000_000) + FactText.At("1991-01-01").Micros + dice.Below(3));
        instant = dice.Maybe(50) ? calendar.StartOf(calendar.DateOf(instant)) : instant;
        var days = dice.Of(0, 1, 7, 30, 365);
        var expected = NaiveCalendar.DaysBefore(zone, instant, days);
        var actual = calendar.DaysBefore(instant, days);
        Assert.True(expected == actual, $"{days} days before {instant} in {zone.Id}: {expected}, not {actual}");
    }, cases: 10_000, length: 8);

    [Fact]
    public void Starts_of_days_ascend_and_belong_to_their_day_or_to_the_next_that_exists() => Dice.Check(dice =>
    {
        var calendar = Of(dice.Of(Zones));
        var day = new DateOnly(1990, 1, 1).AddDays(dice.Below(17_500));
        var start = calendar.StartOf(day);
        Assert.True(start <= calendar.StartOf(day.AddDays(1)), $"{calendar.ZoneId} {day:O}: starts do not ascend");
        Assert.True(calendar.DateOf(start) >= day, $"{calendar.ZoneId} {day:O} starts on {calendar.DateOf(start):O}");
        Assert.True(calendar.DateOf(start.Plus(-1)) < day, $"{calendar.ZoneId} {day:O} has begun before its start");
    }, cases: 10_000, length: 4);

    private static IEnumerable<(string Zone, DateOnly Date)> OddDates()
    {
        foreach (var zoneId in Zones.Where(z => z != "UTC"))
        {
            var zone = ZoneOf(zoneId);
            var offset = (TimeSpan?)null;
            for (var day = new DateOnly(1990, 1, 1); day.Year < 2030; day = day.AddDays(1))
            {
                var now = zone.GetUtcOffset(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));
                if (offset is not null && now != offset && (day.Year % 4 == 3 || Math.Abs((now - offset.Value).TotalMinutes) != 60))
                {
                    yield return (zoneId, day);
                }

                offset = now;
            }
        }
    }

    private static Calendar Of(string zone) => new(ZoneOf(zone));

    private static TimeZoneInfo ZoneOf(string id) => id == "UTC" ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(id);
}
