using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Scores;

public sealed class EvaluatorTests
{
    private const string AsOf = "2026-03-10";

    [Fact]
    public void A_score_is_the_weighted_mean_of_dimensions_of_weighted_means_of_signals()
    {
        var score = Score("a: { weight: 3, signals: { p80: 1, p50: 2 } }", "b: { weight: 1, signals: [ p20 ] }");
        Assert.Equal((3 * ((80 + 2 * 50) / 3d) + 20) / 4, score.Value!.Value, 12);
        Assert.Equal([0.25, 0.5, 0.25], score.Lines.Select(l => Math.Round(l.Share, 12)));
        Assert.Equal([20d, 25, 5], score.Lines.Select(l => Math.Round(l.Contribution, 12)));
        Assert.Equal([5d, 25, 20], score.Lines.Select(l => Math.Round(l.Lost, 12)));
        Assert.Equal(1, score.Coverage);
    }

    [Fact]
    public void The_weight_of_a_missing_signal_goes_to_the_rest_of_its_dimension()
    {
        var score = Score("a: { weight: 1, signals: { p80: 1, none: 3 } }", "b: { weight: 1, signals: [ p20 ] }");
        Assert.Equal(50, score.Value);
        Assert.Equal([0.5, 0, 0.5], score.Lines.Select(l => l.Share));
        Assert.Equal([0.125, 0.375, 0.5], score.Lines.Select(l => l.NominalShare));
        Assert.Equal(0.625, score.Coverage);
    }

    [Fact]
    public void The_weight_of_a_missing_dimension_goes_to_the_other_dimensions()
    {
        var score = Score("a: { weight: 8, signals: [ none ] }", "b: { weight: 1, signals: [ p20 ] }", "c: { weight: 1, signals: [ p80 ] }");
        Assert.Equal(50, score.Value);
        Assert.Equal([0, 0.5, 0.5], score.Dimensions.Select(d => d.Share));
        Assert.Equal([null, 20d, 80d], score.Dimensions.Select(d => d.Points));
        Assert.Equal([0d, 1, 1], score.Dimensions.Select(d => d.Coverage));
        Assert.Equal(0.2, score.Coverage, 12);
    }

    [Fact]
    public void A_fixed_score_for_a_missing_signal_counts_and_is_not_observed()
    {
        var score = Score("a: { weight: 1, signals: [ p80, worst, fixed30 ] }");
        Assert.Equal(110 / 3d, score.Value!.Value, 12);
        Assert.Equal(1 / 3d, score.Coverage, 12);
    }

    [Fact]
    public void Where_nothing_is_read_there_is_no_score_and_the_tier_is_unknown()
    {
        var score = Score("a: { weight: 1, signals: [ none ] }");
        Assert.Null(score.Value);
        Assert.Null(score.Published);
        Assert.Null(score.Shown);
        Assert.True(score.Tier.IsUnknown);
        Assert.Equal(0, score.Coverage);
        Assert.Equal(0, Assert.Single(score.Lines).Contribution);
    }

    [Fact]
    public void A_dimension_of_no_weight_shows_and_does_not_count_even_alone()
    {
        var score = Score("a: { weight: 0, signals: [ p80 ] }", "b: { weight: 1, signals: [ none ] }");
        Assert.Null(score.Value);
        Assert.Equal([80d, null], score.Dimensions.Select(d => d.Points));
        Assert.Equal([0d, 0], score.Dimensions.Select(d => d.Share));
        Assert.Equal([0d, 0], score.Lines.Select(l => l.Share));
        Assert.Equal([0d, 0], score.Lines.Select(l => l.Contribution));
    }

    [Fact]
    public void A_signal_of_no_weight_does_not_stand_in_for_missing_ones()
    {
        var score = Score("a: { weight: 1, signals: { p80: 0, none: 1 } }", "b: { weight: 1, signals: [ p20 ] }");
        Assert.Equal(20, score.Value);
        Assert.Null(score.Dimensions[0].Points);
    }

    [Theory]
    [InlineData(0.1, 0.2, 0.7)]
    [InlineData(0.1, 0.7, 0.2)]
    [InlineData(1.1, 2.2, 3.3)]
    [InlineData(35, 20, 0.3)]
    public void The_mean_of_equal_points_is_those_points_whatever_the_weights(double a, double b, double c)
    {
        foreach (var points in new[] { 100, 70, 33.3, 0.1 })
        {
            var model = $$"""
                model: equal
                signals:
                  x: { measure: { count: usage }, curve: { bands: { below: {{points}}, from: [[1, 0]] } } }
                  y: { measure: { count: usage }, curve: { bands: { below: {{points}}, from: [[1, 0]] } } }
                  z: { measure: { count: usage }, curve: { bands: { below: {{points}}, from: [[1, 0]] } } }
                scores: { s: { d: { weight: {{a}}, signals: { x: {{b}}, y: {{c}}, z: {{a}} } } } }
                """;
            Assert.Equal(points, Scene.Utc.Score(model, AsOf)!.Primary.Value);
        }
    }

    [Theory]
    [InlineData("70", "green")]
    [InlineData("69.99995", "yellow")]
    [InlineData("69.9999999", "yellow")]
    [InlineData("40", "yellow")]
    [InlineData("39.99999999", "red")]
    [InlineData("0", "red")]
    [InlineData("100", "green")]
    public void A_tier_begins_with_its_lower_bound_and_is_that_of_the_unrounded_score(string points, string tier)
    {
        var score = Scene.Utc.Score($$"""
            model: one
            signals: { x: { measure: { count: usage }, curve: { bands: { below: {{points}}, from: [[1, 0]] } } } }
            scores: { s: { d: { signals: [ x ] } } }
            """, AsOf)!.Primary;
        Assert.Equal(tier, score.Tier.Name);
        Assert.Equal((int)Math.Floor(double.Parse(points)), score.Shown);
        Assert.Equal(decimal.Round(decimal.Parse(points), 4, MidpointRounding.AwayFromZero), score.Published);
    }

    [Theory]
    [InlineData("0.5", "red")]
    [InlineData("0.50001", "unknown")]
    [InlineData("0", "red")]
    public void Below_the_floor_of_coverage_the_tier_is_unknown_and_at_it_it_is_not(string floor, string tier)
    {
        var score = Score($"minimum_coverage: {floor}", "a: { weight: 1, signals: [ p20, none ] }");
        Assert.Equal(tier, score.Tier.Name);
        Assert.Equal(20, score.Value);
    }

    [Fact]
    public void Coverage_that_is_exactly_the_floor_by_its_weights_reaches_it()
    {
        // A third and two thirds of equal dimensions: a half, and in doubles 0.49999999999999994.
        var score = Score("minimum_coverage: 0.5", "a: { weight: 25, signals: { p20: 2, worst: 1, none: 3 } }", "b: { weight: 25, signals: { fixed30: 1, p80: 2 } }");
        Assert.Equal(0.5, score.Coverage, 12);
        Assert.False(score.Tier.IsUnknown);
    }

    [Theory]
    [InlineData("p80", 50d)]
    [InlineData("p50", 50d)]
    [InlineData("p20", 20d)]
    public void A_corrupt_signal_keeps_its_weight_and_is_neutral_at_best(string signal, double points)
    {
        var report = Scene.Utc.Change(b => b.Taint("acme", FactKinds.Usage, null)).Score(Model($"a: {{ weight: 1, signals: [ {signal}, seen ] }}"), AsOf)!;
        Assert.Equal(points, report.Signal(signal).Points);
        Assert.Equal([0.5, 0.5], report.Primary.Lines.Select(l => l.Share));
        Assert.Equal(0.5, report.Primary.Coverage);
    }

    [Fact]
    public void An_account_is_scored_while_it_is_eligible_and_not_otherwise()
    {
        var scene = Scene.Utc.With(FactKinds.Subscriptions, "{ at: 2026-01-01, starts_at: 2026-01-01, ends_at: 2026-03-10 }");
        var model = "eligible: { subscriptions: held }\n" + Model("a: { signals: [ p80 ] }");
        Assert.Null(scene.Score(model, "2025-12-31"));
        Assert.NotNull(scene.Score(model, "2026-01-01"));
        Assert.NotNull(scene.Score(model, "2026-03-09"));
        Assert.Null(scene.Score(model, "2026-03-10"));
    }

    [Fact]
    public void Test_accounts_can_be_left_out()
    {
        var model = "eligible: { companies: { is_test: absent } }\n" + Model("a: { signals: [ p80 ] }");
        Assert.NotNull(Scene.Utc.With(FactKinds.Companies, "{ at: 2026-01-01 }").Score(model, AsOf));
        Assert.Null(Scene.Utc.With(FactKinds.Companies, "{ at: 2026-01-01, is_test: true }").Score(model, AsOf));
        Assert.Null(Scene.Utc.Score(model, AsOf));
    }

    [Fact]
    public void A_signal_without_a_curve_is_shown_and_earns_nothing()
    {
        var report = Scene.Utc.Score(Model("a: { signals: [ p80 ] }"), AsOf)!;
        Assert.Equal(new Reading.Observed(0), report.Signal("shown").Reading);
        Assert.Null(report.Signal("shown").Points);
    }

    internal static string Model(params ReadOnlySpan<string> lines)
    {
        var dimensions = string.Join('\n', lines.ToArray().Where(l => !l.StartsWith("minimum", StringComparison.Ordinal)).Select(l => "    " + l));
        return $$"""
            model: test
            {{lines.ToArray().FirstOrDefault(l => l.StartsWith("minimum", StringComparison.Ordinal)) ?? "minimum_coverage: 0"}}
            signals:
              p80: { measure: { count: usage }, curve: { bands: { below: 80, from: [[1, 0]] } } }
              p50: { measure: { count: usage }, curve: { bands: { below: 50, from: [[1, 0]] } } }
              p20: { measure: { count: usage }, curve: { bands: { below: 20, from: [[1, 0]] } } }
              seen: { measure: { count: tickets }, curve: { bands: { below: 60, from: [[1, 0]] } } }
              none: { measure: { last: nps, in: surveys }, curve: [[0, 0], [10, 100]] }
              worst: { measure: { last: nps, in: surveys }, curve: [[0, 0], [10, 100]], missing: worst }
              spread: { measure: { last: nps, in: surveys }, curve: [[0, 0], [10, 100]], missing: redistribute_all }
              fixed30: { measure: { last: nps, in: surveys }, curve: [[0, 0], [10, 100]], missing: { fixed: 30 } }
              shown: { measure: { count: activities } }
            scores:
              s:
            {{dimensions}}
            """;
    }

    private static ScoreResult Score(params ReadOnlySpan<string> lines) => Scene.Utc.Score(Model(lines), AsOf)!.Primary;
}
