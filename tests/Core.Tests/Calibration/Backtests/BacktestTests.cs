using Mainstay.Core.Calibration.Backtests;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Calibration.Backtests;

public sealed class BacktestTests
{
    [Fact]
    public void A_model_that_tells_churn_has_skill_and_one_that_does_not_is_worse()
    {
        var book = Book();
        var backtest = BacktestStudy.Of(Observed(book, "mood"), Observed(book, "noise"), seed: 1)!;
        Assert.True(backtest.HasSkill);
        Assert.True(backtest.Champion.RocAuc.Low > 0.6);
        Assert.True(backtest.Challenger!.RocAuc.Contains(0.5));
        Assert.True(backtest.Difference!.RocAuc.High < 0);
        Assert.True(backtest.Champion.Brier.Mean < backtest.Prior.Brier.Mean);
        Assert.Equal(0.5, backtest.Prior.RocAuc.Mean);
    }

    [Fact]
    public void Beside_itself_a_model_makes_no_difference_at_all()
    {
        var set = Observed(Book(), "mood");
        var backtest = BacktestStudy.Of(set, set, seed: 1)!;
        Assert.Equal(new Interval(0, 0, 0), backtest.Difference!.RocAuc);
        Assert.Equal(new Interval(0, 0, 0), backtest.Difference.Brier);
        Assert.Equal(0, backtest.Unpaired);
    }

    [Fact]
    public void A_day_is_judged_by_days_whose_horizon_had_ended_by_then()
    {
        var set = Observed(Book(), "mood");
        var backtest = BacktestStudy.Of(set, null, seed: 1)!;
        Assert.All(backtest.Days, day => Assert.True(set.Rows.Count(r => r.Day.AddDays(Company.Plan.Ahead) <= day.Day && r.HasChurned) >= 10));

        // What came after a day's curve was fitted does not change its probabilities: the same set without its last days.
        var cut = set with { Rows = [.. set.Rows.Where(r => r.Day <= backtest.Days[0].Day)], Families = [.. set.Rows.Zip(set.Families).Where(r => r.First.Day <= backtest.Days[0].Day).Select(r => r.Second)] };
        Assert.Equal(backtest.Days[0], BacktestStudy.Of(cut, null, seed: 1)!.Days[0]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_intervals()
    {
        var set = Observed(Book(), "mood");
        Assert.Equal(BacktestStudy.Of(set, null, seed: 4)!.Champion, BacktestStudy.Of(set, null, seed: 4)!.Champion);
        Assert.NotEqual(BacktestStudy.Of(set, null, seed: 4)!.Champion, BacktestStudy.Of(set, null, seed: 5)!.Champion);
    }

    [Fact]
    public void Where_no_day_has_enough_behind_it_there_is_no_backtest()
    {
        var set = Observed(Book(), "mood");
        Assert.Null(BacktestStudy.Of(set with { Rows = [.. set.Rows.Where(r => r.Day == set.Plan.Dates[0])], Families = [.. set.Rows.Where(r => r.Day == set.Plan.Dates[0]).Select(r => r.AccountId)] }, null, seed: 1));
    }

    [Fact]
    public void A_score_that_is_the_wrong_way_round_gets_a_level_line() =>
        Assert.Equal((0d, 0.5), LogisticMap.OfScore([.. Enumerable.Range(0, 100).Select(i => ((double)i, i >= 50))]) is var map ? (map.Slope, map[17]) : default);

    [Fact]
    public void The_curve_of_a_score_finds_the_one_that_rows_were_drawn_from()
    {
        var random = new SplitMix64(8);
        var truth = new LogisticMap(1, -0.05);
        var found = LogisticMap.OfScore([.. Enumerable.Range(0, 50_000).Select(_ => random.Between(0, 100)).Select(score => (score, random.Chance(truth[score])))]);
        Assert.Equal(truth.Level, found.Level, 0.08);
        Assert.Equal(truth.Slope, found.Slope, 0.002);
    }

    private static ObservationSet Observed(Book book, string signal) => Company.Observe(
        Scene.ModelOf($$"""
            model: {{signal}}
            tiers: { green: 70, yellow: 40, red: 0 }
            signals:
              {{signal}}: { measure: { last: number, in: attributes, where: { name: [ {{signal}} ] } }, curve: [ [0, 0], [100, 100] ] }
            scores:
              health:
                all: { weight: 1, signals: [ {{signal}} ] }
            """),
        book);

    private static Book Book()
    {
        var (random, company) = (new SplitMix64(6), new Company());
        for (var i = 0; i < 400; i++)
        {
            var (id, mood) = ($"a{i:000}", random.Whole(0, 100));
            company.With(FactKinds.Companies, $"{{ account: {id}, at: 2025-06-01, name: {id} }}")
                .With(FactKinds.Attributes, $"{{ account: {id}, id: mood, at: 2025-06-01, name: mood, number: {mood} }}")
                .With(FactKinds.Attributes, $"{{ account: {id}, id: noise, at: 2025-06-01, name: noise, number: {random.Whole(0, 100)} }}");
            if (random.Chance(0.9 * (1 - (mood / 100d))))
            {
                company.With(FactKinds.Outcomes, $"{{ account: {id}, at: {Company.Day(new DateOnly(2026, 1, 15).AddDays(random.Whole(0, 330)))}, type: churned }}");
            }
        }

        return company.Book();
    }
}
