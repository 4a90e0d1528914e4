using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Evidence;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Tests.Calibration.Evidence;

public sealed class EvidenceTests
{
    [Fact]
    public void A_signal_that_tells_is_kept_one_of_a_single_value_and_one_of_chance_are_dropped()
    {
        var found = EvidenceStudy.Of(Table(1000)).ToDictionary(e => e.Name);
        Assert.Equal((Verdict.Keep, Direction.HigherIsRiskier), (found["tells"].Verdict, found["tells"].Found));
        Assert.Equal((Verdict.Drop, Direction.None), (found["chance"].Verdict, found["chance"].Found));
        Assert.Equal(Verdict.Drop, found["constant"].Verdict);
        Assert.False(found["constant"].Differs);
        Assert.Equal("100 % of its readings are 4: it tells nobody apart.", found["constant"].Because);
    }

    [Fact]
    public void A_signal_that_churn_goes_with_both_ways_is_found_by_its_shape()
    {
        var both = EvidenceStudy.Of(Table(1000)).Single(e => e.Name == "both ways");
        Assert.Equal((Verdict.Keep, Direction.None), (both.Verdict, both.Found));
        Assert.True(both.AnyShape!.Value.Low > 0.6);
    }

    [Fact]
    public void Fewer_than_thirty_that_churned_are_not_enough()
    {
        var few = EvidenceStudy.Of(Table(60)).Single(e => e.Name == "tells");
        Assert.True(few.Churned < 30);
        Assert.Equal(Verdict.NotEnoughData, few.Verdict);
    }

    [Fact]
    public void Signals_that_say_the_same_know_of_each_other()
    {
        var found = EvidenceStudy.Of(Table(1000)).ToDictionary(e => e.Name);
        Assert.Equal(["tells twice"], found["tells"].Alike);
        Assert.Empty(found["chance"].Alike);
    }

    [Fact]
    public void The_parts_of_a_signal_hold_every_row_once_and_their_rates_lie_within_their_bands()
    {
        foreach (var e in EvidenceStudy.Of(Table(500)))
        {
            Assert.Equal(e.Rows, e.Bins.Sum(b => b.Rows));
            Assert.InRange(e.Bins.Length, 1, 13);
            Assert.All(e.Bins, b => Assert.True(b.Rate.Contains(b.Rate.Mean)));
            Assert.True(e.InformationValue >= 0);
        }
    }

    [Fact]
    public void On_permuted_outcomes_a_signal_is_found_in_few_tables()
    {
        var random = new SplitMix64(11);
        var table = Table(300);
        var claims = 0;
        for (var run = 0; run < 100; run++)
        {
            var outcomes = table.Outcomes.ToArray();
            random.Shuffle<bool>(outcomes);
            claims += EvidenceStudy.Of(table.With([.. outcomes])).Any(e => e.QValue < 0.05) ? 1 : 0;
        }

        // One in twenty is expected at most; eleven is what a fair coin of that size hardly ever exceeds.
        Assert.InRange(claims, 0, 11);
    }

    [Fact]
    public void What_was_corrected_is_that_of_Benjamini_and_Hochberg()
    {
        // Their own table of fifteen (1995), where the first four are found at .05.
        double[] p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1];
        var q = FalseDiscovery.Correct(p);
        Assert.Equal(4, q.Count(v => v <= 0.05));
        Assert.Equal(0.0001 * 15, q[0], 12);
        Assert.True(double.IsNaN(FalseDiscovery.Correct([double.NaN, 0.5])[0]));
    }

    [Fact]
    public void A_distribution_that_stays_has_not_moved_and_one_that_shifts_has()
    {
        Assert.Equal(0, Stability.Index([10, 20, 30], [10, 20, 30]), 12);
        Assert.True(Stability.Index([100, 10], [10, 100]) > Stability.MovedFar);
        Assert.True(double.IsNaN(Stability.Index([0, 0], [1, 1])));
    }

    private static Observations Table(int rows)
    {
        var random = new SplitMix64(5);
        bool[] churned = [.. Enumerable.Range(0, rows).Select(_ => random.Chance(0.2))];
        double[] tells = [.. churned.Select(c => random.Normal(c ? 1 : 0, 1))];
        return new Observations(
            [.. Enumerable.Range(0, rows).Select(i => $"a{i:0000}")],
            [.. churned],
            [
                new ObservedColumn.Numeric("tells", [.. tells]),
                new ObservedColumn.Numeric("tells twice", [.. tells.Select(t => 2 * t)]),
                Drawn("chance", () => random.Normal(0, 1)),
                new ObservedColumn.Numeric("both ways", [.. churned.Select(c => c ? (random.Chance(0.5) ? 1 : -1) * random.Between(0.8, 1.2) : random.Between(-1, 1))]),
                Drawn("constant", () => 4),
                Drawn("gaps", () => random.Chance(0.5) ? double.NaN : random.Normal(0, 1)),
            ]);

        ObservedColumn Drawn(string name, Func<double> draw) => new ObservedColumn.Numeric(name, [.. Enumerable.Range(0, rows).Select(_ => draw())]);
    }
}
