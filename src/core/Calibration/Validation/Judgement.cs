using System.Collections.Immutable;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Splitting;

namespace Mainstay.Core.Calibration.Validation;

/// <summary>Judges probabilities that were given to the test rows of folds by models that had not seen them.</summary>
/// <remarks>
/// The estimate is the mean over folds. Its interval is that of a single repeat, by bootstrap over groups, the ends of all repeats
/// averaged: that repeats differ little does not make the rows more than they are.
/// </remarks>
public static class Judgement
{
    private const int Resamples = 500;
    private const int ResamplesOfMany = 200;
    private const int Many = 30_000;

    /// <param name="table">What the folds divide.</param>
    /// <param name="probabilities">For each fold, of its test rows.</param>
    public static MetricIntervals Of(Observations table, ImmutableArray<Fold> folds, IReadOnlyList<double[]> probabilities, ulong seed)
    {
        var judged = folds.Select((fold, i) => new JudgedFold(table, fold, probabilities[i])).ToArray();
        var resampling = new Resampling(table.GroupNumbers(), table.Outcomes.AsSpan());
        var random = new SplitMix64(seed);
        var draws = Enumerable.Range(0, table.Rows > Many ? ResamplesOfMany : Resamples).Select(_ => resampling.Draw(random)).ToArray();
        var repeats = judged.GroupBy(j => j.Fold.Repeat).Select(repeat => draws.Select(draw => Mean(repeat, draw)).ToArray()).ToArray();
        var plain = judged.GroupBy(j => j.Fold.Repeat).Select(repeat => Mean(repeat, [])).ToArray();
        var intervals = Enumerable.Range(0, MetricSet.Count).Select(metric => Of(metric, plain, repeats)).ToArray();
        return new MetricIntervals(intervals[0], intervals[1], intervals[2], intervals[3], intervals[4], intervals[5]);
    }

    private static Interval Of(int metric, double[][] plain, double[][][] repeats)
    {
        var each = plain.Select((mean, repeat) => Centred(mean[metric], [.. repeats[repeat].Select(draw => draw[metric]).Where(v => !double.IsNaN(v)).Order()])).ToArray();
        return new Interval(each.Average(i => i.Mean), each.Average(i => i.Low), each.Average(i => i.High));
    }

    // A resample repeats rows, which makes errors of calibration look greater than they are: the interval is moved back by as much.
    private static Interval Centred(double mean, double[] draws)
    {
        var resampled = Interval.OfResamples(mean, draws);
        var moved = draws.Length == 0 ? 0 : draws[draws.Length / 2] - mean;
        return resampled with { Low = Math.Max(0, resampled.Low - moved), High = resampled.High - moved };
    }

    // Folds without an event have no AUC; those that have one speak for the repeat.
    private static double[] Mean(IEnumerable<JudgedFold> folds, int[] draw)
    {
        var sets = folds.Select(fold => fold.Metrics(draw)).ToArray();
        return [.. Enumerable.Range(0, MetricSet.Count).Select(metric => sets.Select(set => set[metric]).Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Average())];
    }

    private sealed class JudgedFold(Observations table, Fold fold, double[] probabilities)
    {
        private readonly bool[] _outcomes = [.. fold.Test.Select(row => table.Outcomes[row])];
        private Ranking? _ranking;

        public Fold Fold => fold;

        /// <param name="draw">How often each row of the table counts; empty for once.</param>
        public MetricSet Metrics(int[] draw)
        {
            _ranking ??= new Ranking(probabilities, _outcomes);
            return MetricSet.Of(_ranking, probabilities, _outcomes, draw.Length == 0 ? [] : [.. fold.Test.Select(row => draw[row])]);
        }
    }
}
