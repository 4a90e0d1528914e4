using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observing;

namespace Mainstay.Core.Calibration.Backtests;

/// <summary>Lays out the rows of a backtest: each day with the curves of the days before it.</summary>
internal static class BacktestRows
{
    // Fewer that churned are no ground for a curve; then the day is not judged.
    private const int FewestToFit = 10;

    /// <returns>The rows in order of days, and how many only one model scores.</returns>
    public static (ImmutableArray<BacktestRow> Rows, int Unpaired) Of(ObservationSet champion, ObservationSet? challenger)
    {
        var others = challenger?.Rows.Where(r => !double.IsNaN(r.Score)).ToDictionary(r => (r.AccountId, r.Day), r => r.Score);
        var families = new Dictionary<string, int>(StringComparer.Ordinal);
        var scored = new List<(Observation Row, int Family, double Other)>();
        for (var i = 0; i < champion.Rows.Length; i++)
        {
            var row = champion.Rows[i];
            var other = others is null ? double.NaN : others.GetValueOrDefault((row.AccountId, row.Day), double.NaN);
            if (!double.IsNaN(row.Score) && (others is null || !double.IsNaN(other)))
            {
                families.TryAdd(champion.Families[i], families.Count);
                scored.Add((row, families[champion.Families[i]], other));
            }
        }

        var rows = champion.Plan.Dates.SelectMany(day => Judged(champion.Plan, day, scored, others is not null)).ToImmutableArray();
        var unpaired = others is null ? 0 : champion.Rows.Count(r => !double.IsNaN(r.Score)) + others.Count - (2 * scored.Count);
        return (rows, unpaired);
    }

    private static IEnumerable<BacktestRow> Judged(ObservationPlan plan, DateOnly day, List<(Observation Row, int Family, double Other)> scored, bool isPaired)
    {
        var known = scored.Where(s => s.Row.Day.AddDays(plan.Ahead) <= day).ToArray();
        var churned = known.Count(s => s.Row.HasChurned);
        if (churned < FewestToFit || known.Length - churned < FewestToFit)
        {
            return [];
        }

        var ours = LogisticMap.OfScore([.. known.Select(s => (s.Row.Score, s.Row.HasChurned))]);
        var theirs = isPaired ? LogisticMap.OfScore([.. known.Select(s => (s.Other, s.Row.HasChurned))]) : default;
        var prior = (double)churned / known.Length;
        return scored.Where(s => s.Row.Day == day).Select(s => new BacktestRow(
            day, s.Family, s.Row.HasChurned, s.Row.Score, ours[s.Row.Score], s.Other, isPaired ? theirs[s.Other] : double.NaN, prior));
    }
}
