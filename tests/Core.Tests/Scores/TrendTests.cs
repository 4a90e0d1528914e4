using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Scores.Trends;
using Mainstay.Core.Tests.Facts;
using Mainstay.Core.Tests.Properties;

namespace Mainstay.Core.Tests.Scores;

public sealed class TrendTests
{
    private static readonly TrendDefinition TenDays = new(10, 5);

    [Fact]
    public void Fewer_than_seven_days_say_nothing()
    {
        Assert.Equal(Trend.Unknown, TrendEstimator.Of(TenDays, Line(6, 9)));
        Assert.Equal(Trend.Improving, TrendEstimator.Of(TenDays, Line(7, 9)));
    }

    [Theory]
    [InlineData(0.5, Trend.Stable)]
    [InlineData(-0.5, Trend.Stable)]
    [InlineData(0.5000001, Trend.Improving)]
    [InlineData(-0.5000001, Trend.Declining)]
    [InlineData(0, Trend.Stable)]
    public void A_change_of_exactly_the_dead_band_over_the_window_is_stable(double perDay, Trend trend) =>
        Assert.Equal(trend, TrendEstimator.Of(TenDays, Line(10, perDay)));

    [Fact]
    public void A_third_of_wild_days_does_not_turn_a_trend()
    {
        var days = Line(9, 1).ToArray();
        foreach (var wild in new[] { 1, 4 })
        {
            days[wild].Score = 1000;
        }

        Assert.Equal(Trend.Improving, TrendEstimator.Of(TenDays, days));
    }

    [Fact]
    public void The_slope_is_the_median_of_all_pairs() => Dice.Check(dice =>
    {
        var day = 0;
        var days = Enumerable.Range(0, 2 + dice.Below(15)).Select(_ => (Day: day += 1 + dice.Below(3), Score: dice.Below(1001) / 10d)).ToArray();
        var slopes = new List<double>();
        foreach (var a in days)
        {
            slopes.AddRange(days.Where(b => b.Day > a.Day).Select(b => (b.Score - a.Score) / (b.Day - a.Day)));
        }

        slopes.Sort();
        var median = slopes.Count % 2 == 1 ? slopes[slopes.Count / 2] : (slopes[slopes.Count / 2 - 1] + slopes[slopes.Count / 2]) / 2;
        Assert.Equal(median, TrendEstimator.Slope(days));
    });

    [Fact]
    public void One_score_has_no_slope() => Assert.Throws<ArgumentException>(() => TrendEstimator.Slope([(1, 1)]));

    [Fact]
    public void A_timeline_is_what_people_saw_day_by_day()
    {
        var scene = Scene.Utc
            .With(FactKinds.Subscriptions, "{ at: 2026-01-01, starts_at: 2026-01-05, ends_at: 2026-01-20 }")
            .With(FactKinds.Usage, "{ at: 2026-01-10 }", "{ at: 2026-01-01, recorded_at: 2026-01-12 }");
        var model = Scene.ModelOf("""
            model: t
            eligible: { subscriptions: held }
            trend: { window: 7d, stable: 1 }
            signals: { n: { measure: { count: usage }, curve: [[0, 0], [10, 100]] } }
            scores: { s: { d: { signals: [ n ] } } }
            """);
        var days = ScoreTimeline.Of(model, scene.History(), new(2026, 1, 3), new(2026, 1, 25)).ToArray();
        Assert.Equal(Enumerable.Range(5, 15), days.Select(d => d.Day.Day));
        Assert.Equal(
            [0d, 0, 0, 0, 0, 0, 10, 20, 20, 20, 20, 20, 20, 20, 20],
            days.Select(d => d.Report.Primary.Value!.Value));

        // Seven daily scores are there from the eleventh on.
        Assert.Equal(Enumerable.Repeat(Trend.Unknown, 6), days.Take(6).Select(d => d.Trend));
        Assert.Equal([Trend.Stable, Trend.Improving], days.Skip(6).Take(2).Select(d => d.Trend));
        Assert.Equal(Trend.Stable, days[^1].Trend);
    }

    [Fact]
    public void A_day_has_the_same_trend_wherever_a_timeline_starts() => Dice.Check(dice =>
    {
        var history = RandomFacts.History(dice, plainStreams: true);
        var model = Scene.ModelOf(RandomModels.Next(dice));
        var account = history.Build();
        var (first, last) = (history.FirstDay.AddDays(38), history.FirstDay.AddDays(40));
        var whole = ScoreTimeline.Of(model, account, first.AddDays(-3), last).Where(d => d.Day >= first);
        var part = ScoreTimeline.Of(model, account, first, last);
        Assert.Equal(DeepText.Of(whole.Select(d => (d.Day, d.Report, string.Join(',', d.Trends)))), DeepText.Of(part.Select(d => (d.Day, d.Report, string.Join(',', d.Trends)))));
    }, cases: 20);

    [Fact]
    public void A_snapshot_keeps_what_a_day_showed()
    {
        var model = Scene.ModelOf(EvaluatorTests.Model("a: { signals: [ p80, none, worst ] }"));
        var day = Assert.Single(ScoreTimeline.Of(model, Scene.Utc.History(), new(2026, 3, 10), new(2026, 3, 10)));
        var snapshot = Assert.Single(day.Snapshots());
        Assert.Equal(("acme", new DateOnly(2026, 3, 10), "test", "test", "s"), (snapshot.AccountId, snapshot.Day, snapshot.Model, snapshot.ModelVersion, snapshot.Score));
        Assert.Equal((40d, "yellow", 1, Trend.Stable), (snapshot.Value!.Value, snapshot.Tier, snapshot.Severity, snapshot.Trend));
        Assert.Equal(1 / 3d, snapshot.Coverage, 12);
        Assert.Equal(Scene.Point("2026-03-10"), snapshot.Point);
        Assert.Equal(["worst", "p80"], snapshot.Drivers.Select(d => d.Signal));
        Assert.Equal([new DimensionPoints("a", 40)], snapshot.Dimensions);
        Assert.Contains(new SignalPoints("p80", 0, null, 80), snapshot.Signals);
        Assert.Contains(new SignalPoints("none", null, Mainstay.Core.Signals.MissingReason.Absent, null), snapshot.Signals);
        Assert.Equal(9, snapshot.Signals.Length);
    }

    private static (int Day, double Score)[] Line(int days, double perDay) =>
        [.. Enumerable.Range(0, days).Select(d => (d, 50 + d * perDay))];
}
