using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Tests.Calibration;

public sealed class ClusteredAucTests
{
    [Fact]
    public void With_one_row_to_a_group_it_is_DeLongs()
    {
        var (scores, outcomes) = Draw(200);
        var clustered = ClusteredAuc.Of(scores, outcomes, Enumerable.Range(0, 200).ToArray())!.Auc;
        var plain = PairedAuc.Of(scores, outcomes);
        Assert.Equal(plain.Mean, clustered.Mean, 12);
        Assert.Equal(plain.Low, clustered.Low, 10);
        Assert.Equal(plain.High, clustered.High, 10);
    }

    [Fact]
    public void Telling_every_row_three_times_makes_nothing_surer()
    {
        var (scores, outcomes) = Draw(100);
        int[] thrice = [.. Enumerable.Range(0, 300).Select(i => i % 100)];
        var once = ClusteredAuc.Of(scores, outcomes, Enumerable.Range(0, 100).ToArray())!;
        var again = ClusteredAuc.Of([.. thrice.Select(i => scores[i])], [.. thrice.Select(i => outcomes[i])], thrice)!;
        Assert.Equal(once.Error, again.Error, 12);
        Assert.Equal(once.Auc.Mean, again.Auc.Mean, 12);
    }

    [Fact]
    public void Of_accounts_whose_rows_are_alike_the_interval_holds_the_truth_as_often_as_it_says()
    {
        var random = new SplitMix64(7);
        var held = 0;
        for (var run = 0; run < 300; run++)
        {
            var (scores, outcomes, groups) = (new List<double>(), new List<bool>(), new List<int>());
            for (var account = 0; account < 80; account++)
            {
                var (level, churns) = (random.Normal(0, 1), random.Chance(0.3));
                for (var row = 0; row < 6; row++)
                {
                    scores.Add(level + random.Normal(0, 0.3));
                    outcomes.Add(churns);
                    groups.Add(account);
                }
            }

            held += ClusteredAuc.Of([.. scores], [.. outcomes], [.. groups])!.Auc.Contains(0.5) ? 1 : 0;
        }

        Assert.InRange(held, 300 * 0.91, 300 * 0.98);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1.959963984540054, 0.05)]
    [InlineData(-2.5758293035489004, 0.01)]
    [InlineData(5, 5.733031437583892e-7)]
    public void The_normal_distribution_has_the_tails_of_the_tables(double z, double both) => Assert.Equal(both, Normal.TwoSided(z), 1e-10);

    private static (double[] Scores, bool[] Outcomes) Draw(int rows)
    {
        var random = new SplitMix64(3);
        bool[] outcomes = [.. Enumerable.Range(0, rows).Select(_ => random.Chance(0.3))];
        return ([.. outcomes.Select(o => Math.Round(random.Normal(o ? 0.7 : 0, 1), 1))], outcomes);
    }
}
