using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Tests.Calibration;

/// <summary>Each metric beside its definition written out as plainly as it can be.</summary>
public sealed class MetricsTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 60).Select(i => (ulong)i)];

    [Theory, MemberData(nameof(Seeds))]
    public void The_roc_auc_is_the_share_of_pairs_in_the_right_order(ulong seed)
    {
        var (scores, outcomes) = RandomTables.Scored(seed);
        Assert.Equal(PairsWon(scores, outcomes), new Ranking(scores, outcomes).RocAuc(), 12);
        Assert.Equal(PairsWon(scores, outcomes), PairedAuc.Of(scores, outcomes).Mean, 12);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_pr_auc_sums_precision_times_added_recall(ulong seed)
    {
        var (scores, outcomes) = RandomTables.Scored(seed);
        double area = 0, recallBefore = 0;
        foreach (var threshold in scores.Distinct().OrderDescending())
        {
            var flagged = Enumerable.Range(0, scores.Length).Where(i => scores[i] >= threshold).ToArray();
            var caught = flagged.Count(i => outcomes[i]);
            var recall = (double)caught / outcomes.Count(o => o);
            area += (recall - recallBefore) * caught / flagged.Length;
            recallBefore = recall;
        }

        Assert.Equal(area, new Ranking(scores, outcomes).PrAuc(), 12);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_lift_is_the_mean_over_all_orders_of_tied_rows(ulong seed)
    {
        var (scores, outcomes) = RandomTables.Scored(seed, most: 30);
        var random = new SplitMix64(seed);
        const int Shuffles = 4000;
        var room = scores.Length / 10d;
        double sum = 0;
        for (var shuffle = 0; shuffle < Shuffles; shuffle++)
        {
            var order = Enumerable.Range(0, scores.Length).ToArray();
            random.Shuffle<int>(order);
            double left = room, caught = 0;
            foreach (var i in order.OrderByDescending(i => scores[i]))
            {
                var part = Math.Min(1, left);
                caught += outcomes[i] ? part : 0;
                left -= part;
            }

            sum += caught / room;
        }

        var baseRate = (double)outcomes.Count(o => o) / outcomes.Length;
        Assert.Equal(sum / Shuffles / baseRate, new Ranking(scores, outcomes).Lift(), 0.15);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void The_errors_of_probabilities_are_their_definitions(ulong seed)
    {
        var (p, outcomes) = RandomTables.Scored(seed);
        var y = outcomes.Select(o => o ? 1d : 0).ToArray();
        Assert.Equal(p.Zip(y, (a, b) => (a - b) * (a - b)).Average(), ProbabilityError.Brier(p, outcomes), 12);
        var kept = p.Select(a => Math.Clamp(a, Math.Pow(2, -52), 1 - Math.Pow(2, -52))).ToArray();
        Assert.Equal(-kept.Zip(y, (a, b) => (b * Math.Log(a)) + ((1 - b) * Math.Log(1 - a))).Average(), ProbabilityError.LogLoss(p, outcomes), 12);
        var ece = p.Zip(y).GroupBy(r => Math.Min(9, (int)Math.Floor(r.First * 10))).Sum(g => g.Count() * Math.Abs(g.Average(r => r.First) - g.Average(r => r.Second))) / p.Length;
        Assert.Equal(ece, ProbabilityError.Calibration(p, outcomes), 12);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_weight_counts_as_that_many_equal_rows(ulong seed)
    {
        var (p, outcomes) = RandomTables.Scored(seed);
        var random = new SplitMix64(seed);
        int[] weights = [1, 1, .. p.Skip(2).Select(_ => random.Whole(0, 3))];
        var rows = Enumerable.Range(0, p.Length).SelectMany(i => Enumerable.Repeat(i, weights[i])).ToArray();
        bool[] repeated = [.. rows.Select(i => outcomes[i])];
        var once = MetricSet.Of([.. rows.Select(i => p[i])], repeated);
        var weighted = MetricSet.Of(new Ranking(p, outcomes), p, outcomes, weights);
        for (var metric = 0; metric < MetricSet.Count; metric++)
        {
            Assert.Equal(once[metric], weighted[metric], 10);
        }
    }

    [Fact]
    public void Metrics_without_either_outcome_are_no_number()
    {
        Assert.True(double.IsNaN(new Ranking([0.1, 0.2], [false, false]).RocAuc()));
        Assert.True(double.IsNaN(new Ranking([0.1, 0.2], [false, false]).PrAuc()));
        Assert.True(double.IsNaN(new Ranking([0.1, 0.2], [false, false]).Lift()));
    }

    [Fact]
    public void The_error_of_a_difference_is_that_of_many_resamples()
    {
        var random = new SplitMix64(7);
        bool[] outcomes = [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0)];
        double[] a = [.. outcomes.Select(o => random.Normal(o ? 1 : 0, 1))];
        double[] b = [.. outcomes.Select((o, i) => a[i] + random.Normal(o ? 0.2 : 0, 0.7))];
        var paired = PairedAuc.Of(a, b, outcomes);
        var (rankA, rankB) = (new Ranking(a, outcomes), new Ranking(b, outcomes));
        var resampled = new Resampling([.. Enumerable.Range(0, 400)], outcomes).Of(w => rankB.RocAuc(w) - rankA.RocAuc(w), random, 2000);
        Assert.Equal(paired.Difference, resampled.Mean, 12);
        Assert.InRange((resampled.High - resampled.Low) / (paired.Interval.High - paired.Interval.Low), 0.9, 1.1);
        Assert.Equal(0, PairedAuc.Of(a, a, outcomes).Error);
    }

    [Fact]
    public void A_resample_draws_whole_groups_and_as_many_with_an_event()
    {
        var table = RandomTables.Grouped(3, rows: 200, groups: 40);
        var groups = table.GroupNumbers();
        var resampling = new Resampling(groups, table.Outcomes.AsSpan());
        var random = new SplitMix64(1);
        for (var draw = 0; draw < 20; draw++)
        {
            var counts = resampling.Draw(random);
            Assert.All(Enumerable.Range(0, table.Rows).GroupBy(r => groups[r]), g => Assert.Single(g.Select(r => counts[r]).Distinct()));
            Assert.Contains(counts, c => c > 1);
        }
    }

    // Newcombe, Statistics in Medicine 17, 1998, table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void A_rate_has_wilsons_interval(int events, int rows, double low, double high)
    {
        var interval = Interval.OfRate(events, rows);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    private static double PairsWon(double[] scores, bool[] outcomes)
    {
        double won = 0, pairs = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < scores.Length; j++)
            {
                if (outcomes[i] && !outcomes[j])
                {
                    pairs++;
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }

        return won / pairs;
    }
}
