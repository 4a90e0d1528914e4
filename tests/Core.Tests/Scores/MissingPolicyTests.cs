using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Curves;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Memory;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Documents;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Scores;

public sealed class MissingPolicyTests
{
    // Seen for 10 days: the last midnight that sees the answer of March 1 is that of March 11.
    private static readonly Scene Answered = Scene.Utc.With(FactKinds.Surveys, "{ at: 2026-03-01, nps: 8 }");

    [Theory]
    [InlineData("2026-03-11", 80d, null)]
    [InlineData("2026-03-12", 80d, "none in 10 days, carried from 2026-03-11: 80")]
    [InlineData("2026-03-31", 80d, "none in 10 days, carried from 2026-03-11: 80")]
    [InlineData("2026-04-01", 0d, null)]
    public void Points_are_carried_up_to_their_greatest_age_and_then_the_next_policy_follows(string asOf, double points, string? words)
    {
        var signal = Read(Answered, "{ carry: 20d, then: worst }", asOf);
        Assert.Equal(points, signal.Points);
        Assert.Equal(words, signal.Carried is null ? null : Driver.Describe(signal));
    }

    [Theory]
    [InlineData("2026-03-11", 80d)]
    [InlineData("2026-03-21", 65d)]
    [InlineData("2026-03-31", 57.5)]
    [InlineData("2026-04-10", 53.75)]
    public void Whole_half_lives_halve_the_distance_to_neutral_exactly(string asOf, double points) =>
        Assert.Equal(points, Read(Answered, "{ carry: 90d, half_life: 10d }", asOf).Points);

    [Fact]
    public void Between_half_lives_it_fades_as_a_power_of_two()
    {
        for (var day = 0; day < 100; day++)
        {
            Assert.Equal(Math.Pow(2, -day / 7d), Exponential.Halved(day, 7), 14);
        }
    }

    [Fact]
    public void What_was_read_within_a_day_is_not_carried()
    {
        var scene = Scene.Utc.With(FactKinds.Surveys, "{ id: a, at: 2026-03-01, nps: 8 }", "{ id: b, at: 2026-03-04T08:00:00Z, nps: 2 }")
            .Change(b => b.Taint("acme", FactKinds.Surveys, FactText.At("2026-03-04T20:00:00Z")));
        Assert.Equal(20, Read(scene, "{ carry: 90d }", "2026-03-04T12:00:00Z").Points);
        Assert.Equal(new DateOnly(2026, 3, 4), Memory(scene, "{ carry: 90d }", "2026-03-05")!.Day);
        Assert.Equal(80, Memory(scene, "{ carry: 90d }", "2026-03-05")!.Points);
    }

    [Fact]
    public void A_day_without_a_score_forgets()
    {
        var scene = Scene.Utc.With(FactKinds.Surveys, "{ at: 2026-03-01, nps: 8 }")
            .With(FactKinds.Subscriptions, "{ id: a, at: 2026-01-01, starts_at: 2026-01-01, ends_at: 2026-03-14 }", "{ id: b, at: 2026-01-01, starts_at: 2026-03-15, ends_at: 2026-12-31 }");
        Assert.Equal(80, Read(scene, "{ carry: 90d, then: worst }", "2026-03-13", "subscriptions: held").Points);
        Assert.Equal(0, Read(scene, "{ carry: 90d, then: worst }", "2026-03-15", "subscriptions: held").Points);
    }

    [Theory]
    [InlineData("absent", "2026-02-20", 0d)]
    [InlineData("stale", "2026-03-20", 12.5)]
    public void A_reason_has_its_own_policy(string reason, string asOf, double points)
    {
        var signal = Read(Answered, "{ absent: worst, stale: { fixed: 12.5 } }", asOf);
        Assert.Equal(reason, ((Reading.Missing)signal.Reading).Reason.ToString(), ignoreCase: true);
        Assert.Equal(points, signal.Points);
    }

    [Theory]
    [InlineData(8, 50d)]
    [InlineData(3, 30d)]
    public void A_rejected_row_holds_a_signal_that_carries_at_its_last_good_points_and_fifty_at_most(int nps, double points)
    {
        var scene = Scene.Utc.With(FactKinds.Surveys, $"{{ at: 2026-03-01, nps: {nps} }}").Change(b => b.Taint("acme", FactKinds.Surveys, FactText.At("2026-03-10T12:00:00Z")));
        var signal = Read(scene, "{ carry: 5d }", "2026-05-01");
        Assert.Equal(points, signal.Points);
        Assert.Equal(new DateOnly(2026, 3, 10), signal.Carried!.Day);
        Assert.False(signal.IsObserved);
    }

    [Fact]
    public void A_rejected_row_brings_nothing_back_that_was_missing_before_it()
    {
        var scene = Scene.Utc.With(FactKinds.Surveys, "{ at: 2026-03-01, nps: 3 }").Change(b => b.Taint("acme", FactKinds.Surveys, FactText.At("2026-04-10T12:00:00Z")));
        Assert.Null(Read(scene, "{ carry: 5d }", "2026-05-01").Points);
        Assert.Equal(50, Read(scene, "{ carry: 5d, then: { fixed: 90 } }", "2026-05-01").Points);
    }

    [Fact]
    public void A_weight_that_goes_to_all_leaves_every_other_share_in_proportion()
    {
        var score = Score("a: { weight: 1, dimensions: { x: { weight: 1, signals: { p80: 1, spread: 3 } }, y: { weight: 1, signals: [ p50 ] } } }", "b: { weight: 1, signals: [ p20 ] }");

        // By the weights 1/16, 3/16, 1/4 and 1/2; 13/16 of them can be read.
        Assert.Equal([1 / 13d, 0, 4 / 13d, 8 / 13d], score.Lines.Select(l => l.Share), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal((80 + 4 * 50 + 8 * 20) / 13d, score.Value!.Value, 12);
        Assert.Equal(13 / 16d, score.Coverage, 12);
    }

    [Fact]
    public void Within_min_and_max_a_weight_that_goes_to_all_goes_to_the_rest()
    {
        var score = Score("a: { weight: 1, combine: min, signals: { p80: 1, spread: 3 } }", "b: { weight: 1, signals: [ p20 ] }");
        Assert.Equal([0.5, 0, 0.5], score.Lines.Select(l => l.Share));
    }

    [Theory]
    [InlineData("{ carry: 90d, then: { carry: 3d } }", "then")]
    [InlineData("{ half_life: 3d }", "half_life")]
    [InlineData("{ carry: soon }", "carry must be a number of days such as 30d, but is 'soon'.")]
    [InlineData("{ carry: 9999d }", "Nothing is remembered for longer than 3660 days.")]
    [InlineData("{ corrupt: worst }", "What is corrupt follows no policy")]
    [InlineData("{ absent: wurst }", "Did you mean 'worst'?")]
    [InlineData("{ absent: worst, lost: worst }", "lost")]
    public void A_policy_that_says_nothing_is_told(string missing, string finding)
    {
        var (model, findings) = ModelReader.Read(Doc.Of(Model(missing, "everyone")), "v");
        Assert.Null(model);
        Assert.Contains(finding, string.Join('\n', findings), StringComparison.Ordinal);
    }

    private static string Model(string missing, string eligible) => $$"""
        model: test
        eligible: {{(eligible == "everyone" ? eligible : $"{{ {eligible} }}")}}
        signals: { nps: { measure: { last: nps, in: surveys, window: 10d }, curve: [[0, 0], [10, 100]], missing: {{missing}} } }
        scores: { s: { d: { signals: [ nps ] } } }
        """;

    private static SignalResult Read(Scene scene, string missing, string asOf, string eligible = "everyone")
    {
        var (model, history, point) = (Scene.ModelOf(Model(missing, eligible)), scene.History(), Scene.Point(asOf));
        return Evaluator.Evaluate(model, history, point, ScoreTimeline.MemoryBefore(model, history, point))!.Signals[0];
    }

    private static SignalMemory? Memory(Scene scene, string missing, string asOf)
    {
        var (model, history) = (Scene.ModelOf(Model(missing, "everyone")), scene.History());
        return ScoreTimeline.MemoryBefore(model, history, Scene.Point(asOf))!.OfSignal(0);
    }

    private static ScoreResult Score(params ReadOnlySpan<string> lines) => Scene.Utc.Score(EvaluatorTests.Model(lines), "2026-03-10")!.Primary;
}
