using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Tests.Calibration;

public sealed class LearnerTests
{
    private static readonly LearningOptions Usual = new();

    public static TheoryData<LearningMethod> Methods => [.. Enum.GetValues<LearningMethod>()];

    [Fact]
    public void Curves_find_their_way_back_to_those_that_made_the_data()
    {
        var (table, _) = PlantedCompany.Of(3, 5000);
        var model = Learner.Learn(table, LearningMethod.Additive, Usual);
        var (fresh, truth) = PlantedCompany.Of(4, 4000);
        var learned = model.Probabilities(fresh);
        bool[] known = [.. Enumerable.Range(0, fresh.Rows).Select(i => !fresh["Seats used"].IsMissing(i))];
        Assert.InRange(Enumerable.Range(0, fresh.Rows).Where(i => known[i]).Average(i => Math.Abs(learned[i] - (1 / (1 + Math.Exp(-truth[i]))))), 0, 0.03);

        var seats = model.Signals.OfType<LearnedSignal.Line>().Single(s => s.Column == "Seats used");
        Assert.InRange(seats.Weight, 2.4 - 0.5, 2.4 + 0.5);
        Assert.True(seats.Knots[0].Points < 15 && seats.Knots[^1].Points > 85);
        Assert.InRange(model.Signals.Where(s => s.Column.StartsWith("noise", StringComparison.Ordinal)).Sum(s => s.Weight), 0, 0.15 * model.Range);
        Assert.DoesNotContain(model.Signals, s => s is LearnedSignal.Pair);
    }

    [Fact]
    public void What_two_columns_say_only_together_is_found_as_a_pair()
    {
        var (table, _) = PlantedCompany.Of(5, 5000, together: true);
        var model = Learner.Learn(table, LearningMethod.Additive, Usual);
        var pair = Assert.Single(model.Signals.OfType<LearnedSignal.Pair>());
        Assert.Equal(("tickets", "plan"), (pair.Column, pair.Other));
        var (fresh, _) = PlantedCompany.Of(6, 4000, together: true);
        Assert.True(Auc(model, fresh) > Auc(Learner.Learn(table, LearningMethod.Additive, Usual with { MostPairs = 0 }), fresh) + 0.01);
    }

    [Fact]
    public void Curves_have_no_more_knots_and_tables_no_more_pieces_than_asked_for()
    {
        var (table, _) = PlantedCompany.Of(7, 3000, together: true);
        var model = Learner.Learn(table, LearningMethod.Additive, Usual with { MostKnots = 4 });
        Assert.All(model.Signals.OfType<LearnedSignal.Line>(), s => Assert.InRange(s.Knots.Length, 2, 4));
        Assert.All(model.Signals.OfType<LearnedSignal.Pair>(), s => Assert.True(s.First.Count <= 4 && s.OtherPieces.Count <= 4));
        Assert.All(model.Signals, s => Assert.True(s.Weight > 0 && s.Missing is >= 0 and <= 100));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Scores_lie_within_0_and_100_and_a_lower_one_is_always_likelier_to_churn(LearningMethod method)
    {
        var (table, _) = PlantedCompany.Of(8, 1500);
        var model = Learner.Learn(table, method, Usual);
        var (scores, probabilities) = (model.Scores(table), model.Probabilities(table));
        Assert.All(scores, s => Assert.InRange(s, 0, 100));
        var order = Enumerable.Range(0, table.Rows).OrderBy(i => scores[i]).ToArray();
        Assert.All(order.Zip(order.Skip(1)), pair => Assert.True(probabilities[pair.First] >= probabilities[pair.Second]));
        Assert.Equal(table.BaseRate, probabilities.Average(), 0.01);
        Assert.All(order, i => Assert.Equal(scores[i], model.ScoreAt(probabilities[i]), 8));
        Assert.True(Auc(model, PlantedCompany.Of(9, 1500).Table) > 0.7);
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_same_table_gives_the_same_model_to_the_last_bit(LearningMethod method)
    {
        var (table, _) = PlantedCompany.Of(10, 1200, together: true);
        Assert.Equal(Told(table), Told(table.Take([.. Enumerable.Range(0, table.Rows)])));
        string Told(Observations t) => string.Join('\n', Learner.Learn(t, method, Usual).Probabilities(table).Select(BitConverter.DoubleToInt64Bits));
    }

    [Fact]
    public void Columns_that_say_nothing_are_smoothed_to_little()
    {
        var random = new SplitMix64(11);
        var (table, _) = PlantedCompany.Of(11, 2000, noise: 8);
        bool[] permuted = [.. table.Outcomes];
        random.Shuffle<bool>(permuted);
        var model = Learner.Learn(table.With([.. permuted]), LearningMethod.Additive, Usual with { MostPairs = 0 });
        Assert.InRange(model.Probabilities(table).Average(p => Math.Abs(p - table.BaseRate)), 0, 0.05);
    }

    [Fact]
    public void Missing_values_and_words_that_were_never_seen_count_as_the_model_says()
    {
        var (table, _) = PlantedCompany.Of(12, 2000);
        var model = Learner.Learn(table, LearningMethod.Additive, Usual);
        var odd = table.Take([0]).With([
            new ObservedColumn.Numeric("Seats used", [double.NaN]),
            new ObservedColumn.Numeric("tickets", [double.NaN]),
            new ObservedColumn.Categorical("plan", [0], ["unheard of"]),
            .. table.Take([0]).Columns.Skip(3)]);
        Assert.Equal(model.Signals.Single(s => s.Column == "plan").Missing, model.Signals.Single(s => s.Column == "plan").Points(odd)[0]);
        Assert.InRange(model.Scores(odd)[0], 0, 100);
    }

    [Fact]
    public void A_table_that_ended_alike_teaches_nothing()
    {
        var (table, _) = PlantedCompany.Of(13, 50);
        Assert.Throws<ArgumentException>(() => Learner.Learn(table.With([.. table.Outcomes.Select(_ => true)]), LearningMethod.Additive, Usual));
    }

    private static double Auc(LearnedModel model, Observations table) => new Ranking(model.Probabilities(table), table.Outcomes.AsSpan()).RocAuc();
}
