using System.Collections.Immutable;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observing;

namespace Mainstay.Core.Calibration.Backtests;

/// <summary>Makes a backtest. The same sets and seed give the same numbers everywhere.</summary>
public static class BacktestStudy
{
    /// <summary>Cells of rows × resamples that intervals are made of at most, so that a large book waits no longer than a small one.</summary>
    private const long MostCells = 60_000_000;
    private const int MostResamples = 1000;
    private const int FewestResamples = 200;

    /// <param name="champion">What the model in use showed.</param>
    /// <param name="challenger">What another model shows on the same days; null for none.</param>
    /// <returns>Null where no day has enough days before it whose outcome was known by then.</returns>
    public static Backtest? Of(ObservationSet champion, ObservationSet? challenger, ulong seed)
    {
        var (rows, unpaired) = BacktestRows.Of(champion, challenger);
        if (rows.IsEmpty)
        {
            return null;
        }

        bool[] outcomes = [.. rows.Select(r => r.HasChurned)];
        int[] groups = Numbered(rows);
        var (ours, prior) = (new Judge(rows, outcomes, r => -r.Champion, r => r.ChampionForetold), new Judge(rows, outcomes, _ => 0, r => r.Prior));
        var theirs = challenger is null ? null : new Judge(rows, outcomes, r => -r.Challenger, r => r.ChallengerForetold);
        var (random, resampling) = (new SplitMix64(seed), new Resampling(groups, outcomes));
        var count = (int)Math.Clamp(MostCells / rows.Length, FewestResamples, MostResamples);
        var drawn = Enumerable.Range(0, count).Select(_ => resampling.Draw(random))
            .Select(weights => (Ours: ours.Of(weights), Prior: prior.Of(weights), Theirs: theirs?.Of(weights))).ToArray();
        return new Backtest
        {
            Days = [.. rows.Select((row, i) => (row, i)).GroupBy(r => r.row.Day).OrderBy(d => d.Key).Select(d => OfDay(d.Key, [.. d.Select(r => r.row)], theirs is not null))],
            Rows = rows.Length,
            Churned = outcomes.Count(o => o),
            ChurnedFamilies = rows.Where(r => r.HasChurned).Select(r => r.Family).Distinct().Count(),
            Unpaired = unpaired,
            Champion = MetricIntervals.Of(ours.Of([]), [.. drawn.Select(d => d.Ours)]),
            Prior = MetricIntervals.Of(prior.Of([]), [.. drawn.Select(d => d.Prior)]),
            Challenger = theirs is null ? null : MetricIntervals.Of(theirs.Of([]), [.. drawn.Select(d => d.Theirs!.Value)]),
            Difference = theirs is null ? null : MetricIntervals.Of(Less(theirs.Of([]), ours.Of([])), [.. drawn.Select(d => Less(d.Theirs!.Value, d.Ours))]),
        };
    }

    private static BacktestDay OfDay(DateOnly day, ImmutableArray<BacktestRow> rows, bool isPaired)
    {
        bool[] outcomes = [.. rows.Select(r => r.HasChurned)];
        return new BacktestDay(
            day,
            rows.Length,
            outcomes.Count(o => o),
            new Judge(rows, outcomes, r => -r.Champion, r => r.ChampionForetold).Of([]),
            isPaired ? new Judge(rows, outcomes, r => -r.Challenger, r => r.ChallengerForetold).Of([]) : null);
    }

    // Families that no day has judged leave gaps.
    private static int[] Numbered(ImmutableArray<BacktestRow> rows)
    {
        var numbers = new Dictionary<int, int>();
        return [.. rows.Select(row => numbers.TryGetValue(row.Family, out var number) ? number : numbers[row.Family] = numbers.Count)];
    }

    private static MetricSet Less(MetricSet a, MetricSet b) => new(
        a.RocAuc - b.RocAuc, a.PrAuc - b.PrAuc, a.Brier - b.Brier, a.LogLoss - b.LogLoss, a.Ece - b.Ece, a.LiftTopDecile - b.LiftTopDecile);

    // Ranked by the score itself, judged by its probabilities: a curve may be level, and differs from day to day.
    private sealed class Judge(ImmutableArray<BacktestRow> rows, bool[] outcomes, Func<BacktestRow, double> rank, Func<BacktestRow, double> foretold)
    {
        private readonly Ranking _ranking = new([.. rows.Select(rank)], outcomes);
        private readonly double[] _foretold = [.. rows.Select(foretold)];

        public MetricSet Of(int[] weights) => MetricSet.Of(_ranking, _foretold, outcomes, weights);
    }
}
