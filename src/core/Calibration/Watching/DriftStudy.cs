using Mainstay.Core.Calibration.Evidence;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Calibration.Retrospects;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Calibration.Watching;

/// <summary>Holds what a model reads today against what it read on the days it was judged by.</summary>
public static class DriftStudy
{
    /// <summary>The plan by which today is looked at: nothing is asked of what comes after.</summary>
    public static ObservationPlan Today(ObservationPlan plan, DateOnly day) =>
        plan with { Dates = [day], LeadDays = 0, HorizonDays = 1, ObservedFrom = null, ObservedUntil = Instant.MaxValue };

    /// <param name="then">What the model was judged by.</param>
    /// <param name="now">The same model by <see cref="Today"/>.</param>
    /// <param name="calibratedOn">Null where it never was.</param>
    /// <param name="publishedOn">Null where it is not known.</param>
    public static Drift Of(ObservationSet then, ObservationSet now, DateOnly? calibratedOn, DateOnly? publishedOn)
    {
        var (before, after, uses) = (ObservationTable.Of(then), ObservationTable.Of(now), SignalUse.Of(then));
        var signals = before.Columns.Select((column, i) => Moved(column, after.Columns[i], then.Accounts)).ToArray();
        var chances = FalseDiscovery.Correct([.. signals.Select(s => s.Chance)]);
        var middle = then.Plan.Dates[then.Plan.Dates.Length / 2];
        return new Drift
        {
            Day = now.Plan.Dates[0],
            Then = then,
            Accounts = now.Rows.Length,
            Signals = [.. before.Columns.Select((column, i) => new SignalDrift(
                column.Name, uses[i].Weight, signals[i].Index, chances[i], Coverage(column), Coverage(after.Columns[i])))],
            ScorePsi = Moved(Scores(then), Scores(now), then.Accounts).Index,
            BaseRate = (Rate(then.Rows.Where(r => r.Day < middle)), Rate(then.Rows.Where(r => r.Day >= middle))),
            Reliability = Reliability.Of(
                [.. then.Rows.Where(r => r.Day < middle && !double.IsNaN(r.Score)).Select(r => (r.Score, r.HasChurned))],
                [.. then.Rows.Where(r => r.Day >= middle && !double.IsNaN(r.Score)).Select(r => (r.Score, r.HasChurned))]),
            CalibratedOn = calibratedOn,
            PublishedOn = publishedOn,
        };
    }

    private static ObservedColumn.Numeric Scores(ObservationSet set) => new("score", [.. set.Rows.Select(r => r.Score)]);

    // In a world that has not moved the index, divided by 1/n + 1/m, is nearly chi-square (Yurdakul, Naranjo, Journal of Risk Model
    // Validation 14, 2020). Rows of one account say much the same on all days, so that of then its accounts are counted.
    private static (double Index, double Chance) Moved(ObservedColumn then, ObservedColumn now, int accounts)
    {
        var binning = Binning.Of(then, Enumerable.Range(0, then.Rows).Where(row => !then.IsMissing(row)));
        var (before, after) = (Count(then), Count(now));
        var (index, parts) = (Stability.Index(before, after), before.Zip(after).Count(part => part.First + part.Second > 0));
        return (index, double.IsNaN(index) ? double.NaN : parts < 2 ? 1 : Normal.ChiSquareAbove(index / ((1d / accounts) + (1d / now.Rows)), parts - 1));

        int[] Count(ObservedColumn column)
        {
            var rows = new int[binning.Parts + 1];
            for (var row = 0; row < column.Rows; row++)
            {
                rows[binning.PartOf(column, row)]++;
            }

            return rows;
        }
    }

    private static double Coverage(ObservedColumn column) =>
        column.Rows == 0 ? 0 : (double)Enumerable.Range(0, column.Rows).Count(row => !column.IsMissing(row)) / column.Rows;

    // Each account once: its rows tell the same end.
    private static Interval Rate(IEnumerable<Observation> rows)
    {
        var churned = rows.GroupBy(r => r.AccountId, StringComparer.Ordinal).Select(account => account.Any(r => r.HasChurned)).ToArray();
        return Interval.OfRate(churned.Count(c => c), churned.Length);
    }
}
