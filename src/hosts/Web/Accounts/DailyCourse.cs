using System.Collections.Immutable;
using Mainstay.Store.Snapshots;

namespace Mainstay.Web.Accounts;

/// <summary>The daily values of one score or roll-up up to the day shown, and what they say of it.</summary>
/// <param name="Points">Oldest first; days without a snapshot are left out, days after the one shown may be in it.</param>
/// <param name="Day">The day shown.</param>
public sealed record DailyCourse(ImmutableArray<HistoryPoint> Points, DateOnly Day)
{
    /// <summary>A value of the day shown less that 30 days before; null when either is missing.</summary>
    public double? Change(double? now) => now - Points.FirstOrDefault(p => p.Day == Day.AddDays(-30))?.Value;

    /// <summary>The 90 days up to the day shown, null where there was no score.</summary>
    public IReadOnlyList<double?> Values
    {
        get
        {
            var values = Points.ToDictionary(p => p.Day, p => p.Value);
            return [.. Enumerable.Range(-89, 90).Select(i => values.GetValueOrDefault(Day.AddDays(i)))];
        }
    }
}
