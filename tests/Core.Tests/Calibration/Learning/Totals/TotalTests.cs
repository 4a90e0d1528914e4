using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Learning.Totals;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Tests.Calibration.Learning.Totals;

public sealed class TotalTests
{
    [Fact]
    public void What_a_bill_says_is_found_where_only_its_parts_are_columns()
    {
        var model = Learner.Learn(Bills(1), LearningMethod.Additive, new LearningOptions { MostPairs = 0 });
        Assert.Equal("day_charge + evening_charge + night_charge", Assert.Single(model.Totals).Name);
        var fresh = Bills(2);
        var parts = Learner.Learn(Bills(1), LearningMethod.Additive, new LearningOptions { MostPairs = 0, MostTotals = 0 });
        Assert.True(Auc(model, fresh) > Auc(parts, fresh) + 0.005);
    }

    [Fact]
    public void Parts_that_say_all_by_themselves_are_not_added_up() =>
        Assert.Empty(Learner.Learn(Bills(3, together: false), LearningMethod.Additive, new LearningOptions { MostPairs = 0 }).Totals);

    [Fact]
    public void Signals_of_a_model_are_never_added_up() =>
        Assert.Empty(Learner.Learn(Bills(1), LearningMethod.Additive, new LearningOptions { MostTotals = 0 }).Totals);

    [Fact]
    public void A_total_is_the_sum_of_the_parts_that_a_row_has_and_is_called_by_what_they_share()
    {
        var total = new Total(["day_charge", "night_charge"]);
        var table = new Observations(["a", "b", "c"], [true, false, false], [
            new ObservedColumn.Numeric("day_charge", [1, double.NaN, double.NaN]), new ObservedColumn.Numeric("night_charge", [2, 5, double.NaN])]);
        Assert.Equal([3, 5, 0], total.Of(table).Values);
        Assert.Equal("day_charge + night_charge", total.Name);
        Assert.Equal(["charge"], total.Shared);
    }

    // Three parts, and churn where their sum is large, or more of it for each of two.
    private static Observations Bills(ulong seed, bool together = true)
    {
        const int Rows = 3000;
        var random = new SplitMix64(seed);
        double[][] parts = [.. Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, Rows).Select(_ => Math.Round(random.Normal(20, 5), 2)).ToArray())];
        double LogOdds(int row) => together
            ? (parts.Sum(p => p[row]) > 70 ? 2 : -3)
            : -2 + ((parts[0][row] - 20) / 5) - ((parts[1][row] - 20) / 5);
        return new Observations(
            [.. Enumerable.Range(0, Rows).Select(row => $"A-{row}")],
            [.. Enumerable.Range(0, Rows).Select(row => random.Chance(1 / (1 + Math.Exp(-LogOdds(row)))))],
            [
                new ObservedColumn.Numeric("day_charge", [.. parts[0]]),
                new ObservedColumn.Numeric("evening_charge", [.. parts[1]]),
                new ObservedColumn.Numeric("calls", [.. Enumerable.Range(0, Rows).Select(_ => (double)random.Poisson(4))]),
                new ObservedColumn.Numeric("night_charge", [.. parts[2]]),
            ]);
    }

    private static double Auc(LearnedModel model, Observations table) => new Ranking(model.Probabilities(table), table.Outcomes.AsSpan()).RocAuc();
}
