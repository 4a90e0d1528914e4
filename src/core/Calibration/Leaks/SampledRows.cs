using System.Collections.Immutable;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Calibration.Leaks;

/// <summary>
/// Observations that facts are read for once more, one by one: the last of each account before its churn, and of accounts that
/// never churn as many on the same days, so that what differs is not the calendar. No more than tell what there is to tell.
/// </summary>
internal sealed record SampledRows(ImmutableArray<SampledRow> Churned, ImmutableArray<SampledRow> Stayed)
{
    private const int MostOfEither = 300;

    public static SampledRows Of(ObservationSet set, IReadOnlyDictionary<string, AccountHistory> book)
    {
        var churned = Spread(
            [.. set.Rows.Where(r => r.HasChurned).GroupBy(r => r.AccountId, StringComparer.Ordinal).Select(rows => rows.Last())], MostOfEither);
        var stayed = set.Rows.Where(r => r.DaysToChurn is null).ToLookup(r => r.Day);
        return new SampledRows(
            [.. churned.Select(Of)],
            [.. churned.CountBy(r => r.Day).OrderBy(d => d.Key).SelectMany(day => Spread([.. stayed[day.Key]], day.Value)).Select(Of)]);

        SampledRow Of(Observation row) => new(row, AccountCourse.Of(book[row.AccountId], set.Plan));
    }

    private static IEnumerable<Observation> Spread(Observation[] rows, int most)
    {
        var count = Math.Min(most, rows.Length);
        return Enumerable.Range(0, count).Select(i => rows[(long)i * rows.Length / count]);
    }
}

internal sealed record SampledRow(Observation Row, AccountCourse Course)
{
    public AccountHistory History => Course.History;

    /// <summary>As it was shown.</summary>
    public PointInTime Point => PointInTime.At(History.Calendar.StartOf(Row.Day));
}
