using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Memory;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Scores.Trends;
using Mainstay.Core.Tests.Documents;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Scores;

public sealed class TierTests
{
    private const string Split = "{ good: 70, neutral: { from: 40, by_trend: { stable: steady, declining: fading } }, bad: { from: 0, severity: 9, by_trend: { unknown: new } } }";

    [Fact]
    public void A_severity_that_is_not_said_is_one_more_than_the_tier_before() => Assert.Equal(
        [0, 3, 4, 4, 5],
        ModelOf("{ a: 80, b: { from: 60, severity: 3 }, c: 40, d: { from: 20, severity: 4 }, e: 0 }").Primary.Tiers.Tiers.Select(t => t.Severity));

    [Theory]
    [InlineData(Trend.Improving, 50, "neutral")]
    [InlineData(Trend.Stable, 50, "steady")]
    [InlineData(Trend.Declining, 50, "fading")]
    [InlineData(Trend.Unknown, 50, "neutral")]
    [InlineData(Trend.Stable, 10, "bad")]
    [InlineData(Trend.Unknown, 10, "new")]
    [InlineData(Trend.Declining, 90, "good")]
    public void A_trend_that_has_no_name_leaves_the_tier_its_own(Trend trend, double score, string name)
    {
        var tier = ModelOf(Split).Primary.Tiers.Of(score);
        Assert.Equal(name, tier.Under(trend).Name);
        Assert.Equal(tier.Severity, tier.Under(trend).Severity);
    }

    [Fact]
    public void People_see_the_name_by_the_trend_and_memory_keeps_the_tier()
    {
        var scene = Scene.Utc;
        for (var day = 1; day <= 20; day++)
        {
            scene.With(FactKinds.Surveys, $"{{ at: 2026-01-{day:00}, nps: {62 - day} }}");
        }

        var history = scene.History();
        var days = ScoreTimeline.Of(ModelOf(Split), history, new(2026, 1, 4), new(2026, 1, 21)).ToArray();
        Assert.Equal("neutral", days[0].Report.Primary.Tier.Name);
        Assert.Equal("fading", days[^1].Report.Primary.Tier.Name);
        Assert.Equal("neutral", days[^1].Report.Primary.TierState.Current!.Name);
    }

    [Theory]
    [InlineData("neutral", "neutral", true)]
    [InlineData("neutral", "fading", true)]
    [InlineData("neutral", "bad", true)]
    [InlineData("neutral", "good", false)]
    [InlineData("fading", "fading", true)]
    [InlineData("fading", "steady", false)]
    [InlineData("fading", "neutral", false)]
    [InlineData("fading", "new", true)]
    [InlineData("new", "bad", false)]
    public void A_playbook_names_a_tier_or_what_it_is_under_a_trend(string named, string seen, bool isMet)
    {
        var model = ModelOf(Split);
        var history = Scene.Utc.With(FactKinds.Surveys, "{ at: 2026-01-01, nps: 50 }").History();
        var dated = ScoreTimeline.Of(model, history, new(2026, 2, 1), new(2026, 2, 1)).Single();
        var tier = model.Primary.Tiers.Tiers.SelectMany(t => t.Shown()).First(t => t.Name == seen);
        dated = dated with { Report = dated.Report with { Scores = [dated.Report.Primary with { Tier = tier }] } };
        var playbook = new Playbook { Name = "p", When = new Trigger.TierEntered(named), Task = new TaskTemplate("{tier}", TaskPriority.Normal, 1) };
        var (_, decision) = PlaybookEngine.Advance(playbook, EpisodeState.None, dated, CompanyProfile.At(history, dated.Report.Point));
        Assert.Equal(isMet ? seen : null, decision?.Title);
    }

    [Fact]
    public void What_a_score_has_otherwise_it_says_itself_and_the_rest_comes_from_the_model()
    {
        var model = Scene.ModelOf("""
            model: two
            tiers: { good: 60, bad: 0 }
            tier_changes: { hysteresis: 3, confirm: 2 }
            trend: { window: 20d, stable: 4 }
            minimum_coverage: 0.2
            signals: { a: { measure: { count: usage }, curve: [ [0, 0], [10, 100] ] } }
            scores:
              one: { d: { signals: [ a ] } }
              two: { tiers: { fine: 30, poor: 0 }, tier_changes: { confirm: 4 }, trend: { window: 10d }, minimum_coverage: 0.9, dimensions: { d: { signals: [ a ] } } }
              three: { dimensions: { d: { signals: [ a ] } } }
            """);
        Assert.Equal(["good", "bad"], model.Scores[0].Tiers.Names);
        Assert.Equal(["fine", "poor"], model.Scores[1].Tiers.Names);
        Assert.Equal(new TierStability(3, 4), model.Scores[1].Stability);
        Assert.Equal(new TrendDefinition(10, 4), model.Scores[1].Trend);
        Assert.Equal([0.2, 0.9, 0.2], model.Scores.Select(s => s.MinimumCoverage));
        Assert.Equal("d", Assert.Single(model.Scores[1].Dimensions).Name);
        Assert.Same(model.Scores[0].Tiers, model.Scores[2].Tiers);
    }

    [Fact]
    public void Memory_knows_a_tier_of_another_segment_by_its_name()
    {
        var (low, high) = (ModelOf("{ good: 60, fair: 30, bad: 0 }").Primary.Tiers, ModelOf("{ good: 80, bad: 0 }").Primary.Tiers);
        var good = TierState.New.Next(low, TierStability.None, 70);
        Assert.Equal(high.Find("good"), good.In(high).Current);

        var pending = good.Next(low, new TierStability(0, 3), 10);
        Assert.Equal(("bad", 1), (pending.In(high).Pending!.Name, pending.In(high).Readings));
        Assert.Equal(("bad", null), (pending.In(high).Next(high, new TierStability(0, 2), 70).Current!.Name, pending.In(high).Next(high, new TierStability(0, 2), 70).Pending?.Name));

        Assert.Equal(TierState.New, TierState.New.Next(low, TierStability.None, 40).In(high));
        Assert.Equal(0, good.Next(low, new TierStability(0, 3), 40).In(high).Readings);
    }

    [Fact]
    public void All_mistakes_of_tiers_are_told_at_once()
    {
        var (model, findings) = ModelReader.Read(Doc.Of(Text("""
            { a: { from: 80, severty: 1 }, b: { from: 60, severity: 4 }, c: { from: 50, severity: 2, by_trend: { rising: up, stable: a } }, d: { severity: 1 }, e: { from: 20, severity: 5.5, by_trend: { stable: unknown } }, f: 0 }
            """)), "v");
        Assert.Null(model);
        Approved.Check(string.Join('\n', findings));
    }

    private static HealthModel ModelOf(string tiers) => Scene.ModelOf(Text(tiers));

    private static string Text(string tiers) => $$"""
        model: tiers
        tiers: {{tiers}}
        signals: { a: { measure: { last: nps, in: surveys }, curve: [ [0, 0], [100, 100] ] } }
        scores: { s: { d: { signals: [ a ] } } }
        """;
}
