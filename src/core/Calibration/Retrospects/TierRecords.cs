using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observing;

namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>What became of accounts, tier by tier.</summary>
internal static class TierRecords
{
    public static ImmutableArray<TierRecord> Of(ObservationSet set, IReadOnlyList<DailyScores> daily)
    {
        var (days, stays) = Days(daily);
        var all = days.Values.Sum();
        var first = First(set);
        return
        [
            .. set.Rows.GroupBy(r => r.Tier.Name, StringComparer.Ordinal)
                .Select(rows => (rows.First().Tier, Rows: rows.ToArray()))
                .OrderBy(t => t.Tier.IsUnknown ? int.MaxValue : t.Tier.Severity)
                .Select(t => new TierRecord
                {
                    Tier = t.Tier,
                    Rows = t.Rows.Length,
                    Churned = Interval.OfRate(t.Rows.Count(r => r.HasChurned), t.Rows.Length),
                    Multiple = set.Churned == 0 ? double.NaN : (double)t.Rows.Count(r => r.HasChurned) / t.Rows.Length / set.BaseRate,
                    Expanded = Interval.OfRate(t.Rows.Count(r => r.HasExpanded), t.Rows.Length),
                    ExpandedRows = t.Rows.Count(r => r.HasExpanded),
                    ShareOfDays = all == 0 ? 0 : (double)days.GetValueOrDefault(t.Tier.Name) / all,
                    MedianStay = stays.TryGetValue(t.Tier.Name, out var lengths) ? Median(lengths) : null,
                    Survival = Survival.Of(first.Where(f => f.Row.Tier.Name == t.Tier.Name).Select(f => f.Life)),
                }),
        ];
    }

    // Each account once in a tier, from the day it is first looked at in it: all its rows would tell its end several times.
    private static (Observation Row, (int Days, bool HasLeft) Life)[] First(ObservationSet set)
    {
        var calendarEnd = set.Plan.Dates[^1].AddDays(set.Plan.Ahead);
        return
        [
            .. set.Rows.GroupBy(r => (r.AccountId, r.Tier.Name)).Select(rows => rows.First()).Select(row =>
                (row, row.DaysToChurn is { } days && row.Day.AddDays(days) <= calendarEnd ? (days, true) : (calendarEnd.DayNumber - row.Day.DayNumber, false))),
        ];
    }

    private static (Dictionary<string, int> Days, Dictionary<string, List<int>> Stays) Days(IReadOnlyList<DailyScores> daily)
    {
        var (days, stays) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, List<int>>(StringComparer.Ordinal));
        foreach (var tiers in daily.Select(account => account.Tiers))
        {
            for (var start = 0; start < tiers.Length;)
            {
                var end = start + 1;
                while (end < tiers.Length && tiers[end]?.Name == tiers[start]?.Name)
                {
                    end++;
                }

                if (tiers[start] is { } tier)
                {
                    days[tier.Name] = days.GetValueOrDefault(tier.Name) + end - start;
                    if (end < tiers.Length)
                    {
                        (stays.TryGetValue(tier.Name, out var list) ? list : stays[tier.Name] = []).Add(end - start);
                    }
                }

                start = end;
            }
        }

        return (days, stays);
    }

    private static double Median(List<int> lengths)
    {
        lengths.Sort();
        return (lengths[(lengths.Count - 1) / 2] + lengths[lengths.Count / 2]) / 2d;
    }
}
