using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Ledger;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Tests.Documents;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Scores;

public sealed class SegmentTests
{
    private const string Model = """
        model: segments
        signals:
          nps: { measure: { last: nps, in: surveys }, curve: [ [0, 0], [100, 100] ] }
          uses: { measure: { count: usage }, curve: [ [0, 0], [10, 100] ] }
          shown: { measure: { days_since: usage } }
        scores:
          health: { voice: { weight: 1, signals: [ nps ] }, use: { weight: 1, signals: [ uses ] } }
          growth: { all: { signals: { nps: 1, uses: 1 } } }
        exceptions:
          - { when: { segment: [ large, quiet ] }, add: -1, because: No one is perfect }
        segments:
          - { name: large, where: { companies: { arr: ">= 1000" } }, weights: { voice: 3 }, tiers: { green: 90, red: 0 }, scores: { growth: { weights: { all: { signals: { uses: 0 } } }, minimum_coverage: 1 } } }
          - { name: quiet, when: { uses: "< 1" }, curves: { nps: [ [0, 100], [100, 0] ] } }
        """;

    [Theory]
    [InlineData("{ at: 2026-01-01, arr: 1000 }", 0, "large")]
    [InlineData("{ at: 2026-01-01, arr: 999 }", 0, "quiet")]
    [InlineData("{ at: 2026-01-01, arr: 999 }", 1, "default")]
    [InlineData("{ at: 2026-03-01, arr: 1000 }", 1, "default")]
    public void An_account_is_in_the_first_segment_that_fits(string company, int uses, string segment) =>
        Assert.Equal(segment, Report(company, nps: 80, uses).Segment!.Name);

    [Fact]
    public void A_segment_has_its_own_weights_bounds_and_curves_and_all_else_from_the_model()
    {
        var large = Report("{ at: 2026-01-01, arr: 1000 }", nps: 80, uses: 4);
        Assert.Equal((3 * 80 + 40) / 4d - 1, large.Primary.Value);
        Assert.Equal("red", large.Primary.Tier.Name);
        Assert.Equal(80, large.Scores[1].Value);
        Assert.Equal((0.5, 1), (large.Primary.Definition.MinimumCoverage, large.Scores[1].Definition.MinimumCoverage));

        Assert.Equal((20 + 0) / 2d - 1, Report("{ at: 2026-01-01 }", nps: 80, uses: 0).Primary.Value);

        var rest = Report("{ at: 2026-01-01 }", nps: 80, uses: 4);
        Assert.Equal(60, rest.Primary.Value);
        Assert.Equal("yellow", rest.Primary.Tier.Name);
        Assert.Equal(60, rest.Scores[1].Value);
    }

    [Fact]
    public void A_model_without_segments_has_none() => Assert.Null(Scene.Utc.Score(Model[..Model.IndexOf("exceptions", StringComparison.Ordinal)], "2026-02-01")!.Segment);

    [Fact]
    public void A_rejected_row_moves_nobody_to_another_segment()
    {
        var scene = Given("{ at: 2026-01-01 }", nps: 80, uses: 0).Change(book => book.Taint("acme", FactKinds.Usage, null));
        Assert.Equal("quiet", scene.Score(Model, "2026-02-01")!.Segment!.Name);
    }

    [Fact]
    public void A_switch_of_segment_is_a_line_of_the_ledger_before_the_signals()
    {
        var history = Given("{ at: 2026-01-01, id: c, arr: 999 }", nps: 80, uses: 4)
            .With(FactKinds.Companies, "{ at: 2026-02-05, id: c, arr: 1000 }")
            .With(FactKinds.Surveys, "{ at: 2026-02-06, nps: 60 }")
            .History();
        var model = Scene.ModelOf(Model);
        var (from, to) = (Evaluator.Evaluate(model, history, Scene.Point("2026-02-01"))!, Evaluator.Evaluate(model, history, Scene.Point("2026-02-10"))!);
        var ledger = ChangeLedger.Between(from, to, "health", history)!;
        Assert.Equal(
            [(LedgerCause.Segment, "default", "large", 70 - 60d), (LedgerCause.Signal, "80", "60", 55 - 70d), (LedgerCause.Exception, "–", "-1", -1)],
            ledger.Lines.Select(l => (l.Cause, l.Before, l.After, l.Change)));
        Assert.Equal(-6, ledger.Published);
    }

    [Fact]
    public void A_tier_waits_for_its_confirmation_through_a_switch_of_segment()
    {
        var history = Given("{ at: 2026-01-01, id: c, arr: 999 }", nps: 80, uses: 10)
            .With(FactKinds.Companies, "{ at: 2026-02-05, id: c, arr: 1000 }")
            .History();
        var days = ScoreTimeline.Of(Scene.ModelOf(Model + "\ntier_changes: { confirm: 2 }"), history, new(2026, 2, 4), new(2026, 2, 6)).ToArray();
        Assert.Equal(["default green 90", "large green 84", "large red 84"], days.Select(d => $"{d.Report.Segment!.Name} {d.Report.Primary.Tier.Name} {d.Report.Primary.Shown}"));
    }

    [Fact]
    public void All_mistakes_of_segments_are_told_at_once()
    {
        var (model, findings) = ModelReader.Read(Doc.Of("""
            model: wrong
            signals:
              a: { measure: { count: usage }, curve: [ [0, 0], [10, 100] ] }
              b: { measure: { count: usage }, curve: { by: aa, steps: [ { below: 5, curve: [ [0, 0], [1, 9] ] }, { below: 4, curve: [ [0, 0], [1, 9] ] }, { below: 9, curve: { by: a } } ] } }
              c: { measure: { count: usage }, curve: { by: a, steps: [ { curve: [ [0, 0], [1, 9] ] } ] } }
              d: { measure: { last: nps, in: surveys }, curve: [ [0, 0], [10, 100] ] }
              shown: { measure: { count: usage } }
            scores:
              health: { use: { weight: 1, signals: { a: 1, d: 1 } }, voice: { weight: 0, signals: [ d ] } }
              growth: { all: { signals: [ d ] } }
            exceptions:
              - { when: { segment: larg }, tier: red, because: x }
              - { when: { segmnt: large, use: many }, cap: 3, because: x }
            """), "v");
        Assert.Null(model);
        var first = string.Join('\n', findings);
        (model, findings) = ModelReader.Read(Doc.Of("""
            model: wrong
            signals:
              a: { measure: { count: usage }, curve: [ [0, 0], [10, 100] ] }
              d: { measure: { last: nps, in: surveys }, curve: [ [0, 0], [10, 100] ] }
              shown: { measure: { count: usage } }
            scores:
              health: { use: { weight: 1, signals: { a: 1 } }, voice: { weight: 0, signals: [ d ] } }
              growth: { all: { signals: [ d ] } }
            exceptions:
              - { when: { a: "> 0" }, tier: red, because: x }
            segments:
              - { name: Large, where: { companie: { arr: ">= 5" } }, weigths: {} }
              - { name: default, when: { use: "> 3", aa: "> 3" } }
              - { name: nobody }
              - { name: wide, where: { companies: { arr: ">= 5" } }, weights: { usage: 3, use: 0 } }
              - { name: narrow, where: { companies: { arr: "> 7", stage: live } }, curves: { aa: [], shown: [ [0, 0], [1, 1] ], a: [ [0, 0] ] } }
              - { name: wide, when: { a: missing }, tiers: { green: 50, rot: 0 }, minimum_coverage: 7, weights: { use: { weight: 2, signals: { d: 3, a: 0 } } } }
              - { name: other, when: { a: "> 5" }, scores: { growt: {}, growth: { weights: { all: 0 } }, health: { weights: { use: 2 } } }, weights: { use: 1 } }
            """), "v");
        Assert.Null(model);
        Approved.Check(first + "\n\n" + string.Join('\n', findings));
    }

    [Theory]
    [InlineData("where: { companies: { stage: live } }", "where: { companies: { stage: live, plan: pro } }", true)]
    [InlineData("where: { companies: { stage: [ live, new ] } }", "where: { companies: { stage: live } }", true)]
    [InlineData("where: { companies: { stage: live } }", "where: { companies: { stage: [ live, new ] } }", false)]
    [InlineData("where: { companies: { stage: { not: gone } } }", "where: { companies: { stage: live } }", true)]
    [InlineData("where: { companies: { stage: { not: gone } } }", "where: { companies: { stage: { not: [ gone, lost ] } } }", true)]
    [InlineData("where: { companies: { stage: { not: [ gone, lost ] } } }", "where: { companies: { stage: { not: gone } } }", false)]
    [InlineData("where: { companies: { stage: present } }", "where: { companies: { stage: { not: gone } } }", true)]
    [InlineData("where: { companies: { stage: absent } }", "where: { companies: { stage: present } }", false)]
    [InlineData("where: { subscriptions: held }", "where: { subscriptions: held, companies: { plan: pro } }", true)]
    [InlineData("where: { subscriptions: held }", "where: { subscriptions: { plan: pro } }", false)]
    [InlineData("when: { uses: \"< 9\" }", "when: { uses: \"<= 8\" }", true)]
    [InlineData("when: { uses: \"< 9\" }", "when: { uses: \"<= 9\" }", false)]
    [InlineData("when: { uses: \">= 9\" }", "when: { uses: \"= 9\" }", true)]
    [InlineData("when: { uses: \"!= 9\" }", "when: { uses: \"> 9\" }", true)]
    [InlineData("when: { uses: \"!= 9\" }", "when: { uses: \">= 9\" }", false)]
    [InlineData("when: { uses: observed }", "when: { uses: \">= 9\" }", true)]
    [InlineData("when: { uses: missing }", "when: { uses: \">= 9\" }", false)]
    [InlineData("when: { uses: \"> 1\" }, where: { companies: { plan: pro } }", "when: { uses: \"> 1\" }", false)]
    public void A_segment_that_an_earlier_one_takes_whole_is_a_mistake(string earlier, string later, bool isTaken)
    {
        var text = Model[..Model.IndexOf("exceptions", StringComparison.Ordinal)] + $"segments: [ {{ name: one, {earlier} }}, {{ name: two, {later} }} ]";
        var (_, findings) = ModelReader.Read(Doc.Of(text), "v");
        Assert.Equal(isTaken ? 1 : 0, findings.Count);
        Assert.All(findings, f => Assert.StartsWith("Nobody gets into segment 'two': whoever fits is in 'one' before.", f.Message, StringComparison.Ordinal));
    }

    private static Scene Given(string company, int nps, int uses)
    {
        var scene = Scene.Utc.With(FactKinds.Companies, company).With(FactKinds.Surveys, $"{{ at: 2026-01-01, nps: {nps} }}");
        for (var i = 0; i < uses; i++)
        {
            scene.With(FactKinds.Usage, $"{{ at: 2026-01-{i + 1:00} }}");
        }

        return scene;
    }

    private static ScoreReport Report(string company, int nps, int uses) => Given(company, nps, uses).Score(Model, "2026-02-01")!;
}
