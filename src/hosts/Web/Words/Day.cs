using System.Globalization;

namespace Mainstay.Web.Words;

/// <summary>How days are written for people and in addresses.</summary>
public static class Day
{
    public static string Long(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Short(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    public static string Weekday(DateOnly day) => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>To the minute, in UTC: "25 Nov 2026 14:05".</summary>
    public static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    public static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>When a task is due, seen from a day: "3 days overdue", "today", "in 2 days".</summary>
    public static string Due(DateOnly due, DateOnly today) => (due.DayNumber - today.DayNumber) switch
    {
        < -1 and var days => string.Create(CultureInfo.InvariantCulture, $"{-days} days overdue"),
        -1 => "1 day overdue",
        0 => "due today",
        1 => "due tomorrow",
        <= 14 and var days => string.Create(CultureInfo.InvariantCulture, $"due in {days} days"),
        _ => "due " + Short(due),
    };
}
