using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Tests.Calibration.Learning.Choosing;

public sealed class TodaysSayTests
{
    private static readonly LearningOptions WithToday = new() { TodaysScore = "today" };

    [Fact]
    public void A_good_score_of_today_has_a_say_where_rows_are_few_and_what_is_learned_is_better_for_it()
    {
        var (judged, _) = PlantedCompany.Of(50, 4000);
        var (told, alone, shares) = (0d, 0d, 0d);
        for (ulong seed = 1; seed <= 4; seed++)
        {
            var table = Scored(seed, 150);
            var model = Learner.Learn(table, LearningMethod.Additive, WithToday);
            shares += model.TodaysShare;
            told += LogLoss(model, judged);
            alone += LogLoss(Learner.Learn(Plain(table), LearningMethod.Additive, new LearningOptions()), judged);
        }

        Assert.True(shares > 0.5, $"Shares sum to {shares}.");
        Assert.True(told < alone, $"{told} with today's score, {alone} without.");
    }

    [Fact]
    public void Many_rows_speak_for_themselves()
    {
        var table = Scored(5, 3500);
        var model = Learner.Learn(table, LearningMethod.Additive, WithToday);
        Assert.Equal(0, model.TodaysShare);
        Assert.Equal(Learner.Learn(Plain(table), LearningMethod.Additive, new LearningOptions()).Probabilities(table), model.Probabilities(table));
    }

    [Fact]
    public void Todays_score_is_no_signal_of_what_is_learned() =>
        Assert.DoesNotContain(Learner.Learn(Scored(6, 400), LearningMethod.Additive, WithToday).Signals, s => s.Column == "today");

    // A score that knows the truth, in its own scale.
    private static Observations Scored(ulong seed, int rows)
    {
        var (table, truth) = PlantedCompany.Of(seed, rows);
        return table.With([.. table.Columns, new ObservedColumn.Numeric("today", [.. truth.Select(l => 50 - (10 * l))])]);
    }

    private static Observations Plain(Observations table) => table.With([.. table.Columns.Where(c => c.Name != "today")]);

    private static double LogLoss(LearnedModel model, Observations table) => ProbabilityError.LogLoss(model.Probabilities(table), table.Outcomes.AsSpan());
}
