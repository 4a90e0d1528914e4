using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Ledger;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Tests.Documents;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Scores.Overrides;

public sealed class OverrideTests
{
    private const string AsOf = "2026-03-10";
    private const string Whole = "author: ann@x, note: the sponsor left, given_at: 2026-03-01";

    [Fact]
    public void An_overridden_value_counts_with_its_tier_and_the_models_own_stays_beside_it()
    {
        var score = Score($"{{ at: 2026-03-01, type: override, value: 12, {Whole} }}");
        Assert.Equal((12d, "red", 80d, "green"), (score.Value, score.Tier.Name, score.ByModel, score.TierByModel.Name));
        Assert.Equal((-68d, "ann@x", "the sponsor left", new DateOnly(2026, 3, 31)), (score.Override!.Change, score.Override.Given.Author, score.Override.Given.Reason, score.Override.Given.EndsOn));
        Assert.Equal([80m, -68m], score.PublishedParts());
    }

    [Fact]
    public void An_overridden_tier_leaves_the_number_as_it_is()
    {
        var score = Score($"{{ at: 2026-03-01, type: override, word: red, {Whole} }}");
        Assert.Equal((80d, "red", 0d), (score.Value, score.Tier.Name, score.Override!.Change));
    }

    [Fact]
    public void It_comes_after_exceptions_and_is_a_line_of_its_own()
    {
        var score = Score($"{{ at: 2026-03-01, type: override, value: 55, {Whole} }}", "exceptions: [ { when: { score: \"> 0\" }, cap: 39, because: a cap } ]");
        Assert.Equal((55d, 39d), (score.Value, score.ByModel));
        Assert.Equal([80m, -41m, 16m], score.PublishedParts());
    }

    [Theory]
    [InlineData("2026-02-28T23:59:59.999999Z", false)]
    [InlineData("2026-03-01", true)]
    [InlineData("2026-03-04T23:59:59.999999Z", true)]
    [InlineData("2026-03-05", false)]
    public void It_holds_from_the_instant_it_is_given_up_to_its_end(string asOf, bool holds) =>
        Assert.Equal(holds, Score($"{{ at: 2026-03-01, type: override, value: 12, expires_at: 2026-03-05, {Whole} }}", asOf: asOf).Override is not null);

    [Theory]
    [InlineData("", "2026-03-30T23:59:59Z", true)]
    [InlineData("", "2026-03-31", false)]
    [InlineData("overrides: { expires: 3d }", "2026-03-03", true)]
    [InlineData("overrides: { expires: 3d }", "2026-03-04", false)]
    public void Without_an_end_of_its_own_it_ends_when_the_model_says(string model, string asOf, bool holds) =>
        Assert.Equal(holds, Score($"{{ at: 2026-03-01, type: override, value: 12, {Whole} }}", model, asOf).Override is not null);

    [Fact]
    public void Of_several_that_are_valid_the_latest_given_counts_and_one_that_was_ended_no_longer_does()
    {
        var scene = Scene.Utc.With(
            FactKinds.Assessments,
            "{ id: a, at: 2026-03-02, type: override, value: 10, author: a, note: n, given_at: 2026-03-02 }",
            "{ id: b, at: 2026-03-04, type: override, value: 20, author: b, note: n, given_at: 2026-03-04 }",
            "{ id: b, at: 2026-03-06, type: override, value: 20, author: b, note: n, given_at: 2026-03-04, expires_at: 2026-03-06 }",
            "{ id: c, at: 2026-03-02, type: override, value: 30, author: c, note: n, given_at: 2026-03-02 }");
        Assert.Equal(30, Score(scene, "", "2026-03-03").Value);
        Assert.Equal(20, Score(scene, "", "2026-03-05").Value);
        Assert.Equal(30, Score(scene, "", "2026-03-06").Value);
    }

    [Theory]
    [InlineData("value: 12, note: n, given_at: 2026-03-01", "it names no author")]
    [InlineData("value: 12, author: ann@x, given_at: 2026-03-01", "it gives no reason")]
    [InlineData("value: 12, author: ann@x, note: \" \", given_at: 2026-03-01", "it gives no reason")]
    [InlineData("author: ann@x, note: n, given_at: 2026-03-01", "it gives neither a value nor a tier")]
    [InlineData("value: 120, author: ann@x, note: n, given_at: 2026-03-01", "120 is not from 0 to 100")]
    [InlineData("word: rde, author: ann@x, note: n, given_at: 2026-03-01", "there is no tier 'rde'; health has green, yellow, red")]
    [InlineData("word: red, value: 90, author: ann@x, note: n, given_at: 2026-03-01", "90 is green, not red")]
    [InlineData("score: adoption, value: 12, author: ann@x, note: n, given_at: 2026-03-01", "there is no score 'adoption'")]
    [InlineData("score: other, value: 12, author: ann@x, note: n, given_at: 2026-03-01", "the model allows no override of other")]
    [InlineData("value: 12, author: ann@x, note: n, given_at: 2026-03-01, expires_at: 2026-03-01", "it ends before it was given")]
    public void One_with_a_mistake_does_not_count_and_is_told(string fields, string because)
    {
        var report = Report(Scene.Utc.With(FactKinds.Assessments, $"{{ at: 2026-03-01, type: override, {fields} }}"), "overrides: { scores: [health] }", AsOf);
        Assert.Equal(80, report.Primary.Value);
        Assert.Equal(because, Assert.Single(report.RejectedOverrides).Because);
    }

    [Fact]
    public void A_model_that_allows_none_says_so_to_those_that_come()
    {
        var report = Report(Scene.Utc.With(FactKinds.Assessments, $"{{ at: 2026-03-01, type: override, value: 12, {Whole} }}"), "overrides: not allowed", AsOf);
        Assert.Null(report.Primary.Override);
        Assert.Equal("override 1 by ann@x does not count: the model allows no overrides", Assert.Single(report.RejectedOverrides).Describe());
    }

    [Fact]
    public void A_person_may_know_where_nothing_could_be_read()
    {
        var score = Scene.Utc.With(FactKinds.Assessments, $"{{ at: 2026-03-01, type: override, value: 12, {Whole} }}").Score(
            "{ model: m, signals: { s: { measure: { last: nps, in: surveys }, curve: [[0, 0], [100, 100]] } }, scores: { health: { a: { signals: [s] } } } }", AsOf)!.Primary;
        Assert.Equal((12d, "red", null, "unknown", 0d), (score.Value, score.Tier.Name, score.ByModel, score.TierByModel.Name, score.Coverage));
        Assert.Equal([0m, 12m], score.PublishedParts());
    }

    // Trend and confirmation fold over what the model says: when an override ends, all is as if it had never been.
    [Fact]
    public void It_leaves_no_trace_in_trends_and_tiers_to_be_confirmed()
    {
        var model = Scene.ModelOf(Model("tier_changes: { confirm: 3 }"));
        var (with, without) = (Facts().With(FactKinds.Assessments, $"{{ at: 2026-03-01, type: override, value: 12, {Whole}, expires_at: 2026-03-08 }}"), Facts());
        var (overridden, plain) = (Days(with), Days(without));
        Assert.Equal(plain.Select(d => d.Trend), overridden.Select(d => d.Trend));
        Assert.Equal(plain.Select(d => d.Report.Primary.Tier.Name).TakeLast(3), overridden.Select(d => d.Report.Primary.Tier.Name).TakeLast(3));
        Assert.Equal(plain.Select(d => d.Report.Primary.TierByModel), overridden.Select(d => d.Report.Primary.TierByModel));
        Assert.Equal(7, overridden.Count(d => d.Report.Primary.Tier.Name == "red"));

        DatedReport[] Days(Scene scene) => [.. ScoreTimeline.Of(model, scene.History(), new(2026, 2, 20), new(2026, 3, 10))];
    }

    [Fact]
    public void It_is_the_last_line_of_a_change()
    {
        var history = Facts().With(FactKinds.Assessments, $"{{ at: 2026-03-01, type: override, value: 12, {Whole} }}").History();
        var model = Scene.ModelOf(Model(""));
        var (from, to) = (ScoreTimeline.Of(model, history, new(2026, 2, 1), new(2026, 2, 1)).Single(), ScoreTimeline.Of(model, history, new(2026, 3, 5), new(2026, 3, 5)).Single());
        var line = Assert.Single(ChangeLedger.Between(from.Report, to.Report, "health", history)!.Lines);
        Assert.Equal(new LedgerLine(LedgerCause.Override, "the sponsor left", "–", "12 by ann@x until 2026-03-31", -68), line);
    }

    [Theory]
    [InlineData("overrides: never", "overrides are 'not allowed' or { expires: 30d, scores: [ … ] }, but here is 'never'.")]
    [InlineData("overrides: { scores: [helth] }", "A score that may be overridden cannot be 'helth'. Did you mean 'health'?")]
    [InlineData("overrides: { scores: [] }", "scores names the scores that people may override; write overrides: not allowed for none.")]
    [InlineData("overrides: { expires: soon }", "expires must be a number of days such as 30d, but is 'soon'.")]
    public void Mistakes_of_what_a_model_permits_are_told(string overrides, string finding) =>
        Assert.Equal(finding, Assert.Single(Mainstay.Core.Scores.Models.ModelReader.Read(Doc.Of(Model(overrides)), "v").Findings).Message);

    private static Scene Facts() => Scene.Utc.With(FactKinds.Surveys, "{ at: 2026-01-01, nps: 80 }");

    private static ScoreResult Score(string assessment, string model = "", string asOf = AsOf) => Score(Scene.Utc.With(FactKinds.Assessments, assessment), model, asOf);

    private static ScoreResult Score(Scene scene, string model, string asOf) => Report(scene, model, asOf).Primary;

    private static ScoreReport Report(Scene scene, string model, string asOf) =>
        scene.With(FactKinds.Surveys, "{ at: 2026-01-01, nps: 80 }").Score(Model(model), asOf)!;

    private static string Model(string more) =>
        $$"""
        model: m
        signals: { s: { measure: { last: nps, in: surveys }, curve: [[0, 0], [100, 100]] } }
        scores: { health: { a: { signals: [s] } }, other: { a: { signals: [s] } } }
        {{more}}
        """;
}
