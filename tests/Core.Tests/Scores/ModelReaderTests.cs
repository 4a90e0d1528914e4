using Mainstay.Core.Scores.Curves;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Trends;
using Mainstay.Core.Tests.Documents;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Scores;

public sealed class ModelReaderTests
{
    [Fact]
    public void All_mistakes_of_a_model_are_told_at_once() => Approved.Check(FindingsOf("""
        modle: b2b-saas
        eligible: { subscription: held, tickets: opened, companies: { is_tset: absent } }
        tiers: { green: 70, yellow: 80, unknown: 10, red: 5 }
        trend: { window: 3d, stabel: 5 }
        minimum_coverage: 50
        signals:
          Usage: { measure: { count: usage } }
          seat_util:
            measure: { ratio: [ { distinct: usr, in: usage, window: 30 }, { last: seats, in: subscription } ] }
            curve: [ [0, 0], [0.8, 120] ]
          open_critical:
            label: ""
            mesure: { open: tickets, where: { priorty: critical } }
            curve: [ [0, 100] ]
          last_nps: { measure: { last: nps, in: surveys, window: 180d }, curve: [ [0, 0], [10, 100] ], missing: redistrbute }
          overdue: { measure: { sum: amount, in: invoices, while: overdu }, curve: {}, missing: {} }
          fine: { measure: { count: usage }, curve: [ [0, 0], [10, 100] ], missing: { fixed: 101 } }
          shown: { measure: { count: usage } }
          good: { measure: { count: usage }, curve: [ [0, 0], [10, 100] ] }
        scores:
          health:
            usage: { wieght: 35, signals: [ seat_util, godo, shown, good ] }
            support: { weight: heavy, signals: { open_critical: -1, good: 1 } }
            billing: { weight: 10 }
            nothing: { weight: 10, signals: [] }
            zero: { weight: 10, signals: { good: 0 } }
            list: [ good ]
          growth: {}
          risk: { all: { weight: 0, signals: [ good ] } }
        """));

    [Fact]
    public void A_model_without_anything_is_told_what_it_needs() => Approved.Check(string.Join("\n", FindingsOf("[]"), FindingsOf("{}"), FindingsOf("{ model: x, signals: [], scores: 5 }"), FindingsOf("{ model: x, signals: {}, scores: {} }")));

    [Theory]
    [InlineData("curve: {}")]
    [InlineData("curve: [], missing: worst")]
    [InlineData("missing: {}")]
    public void A_signal_that_cannot_be_read_is_never_dropped_in_silence(string mistake) =>
        Assert.Null(ModelReader.Read(Doc.Of($$"""
            model: x
            signals:
              bad: { measure: { count: usage }, {{mistake}} }
              good: { measure: { count: usage }, curve: [ [0, 0], [10, 100] ] }
            scores: { s: { d: { signals: [ good ] } } }
            """), "v").Model);

    [Fact]
    public void What_a_model_leaves_out_has_a_default()
    {
        var model = Scene.ModelOf("""
            model: small
            signals: { some_signal: { measure: { count: usage }, curve: [ [0, 0], [10, 100] ] } }
            scores: { s: { d: { signals: [ some_signal ] } } }
            """);
        Assert.Equal(("small", "test", ""), (model.Name, model.Version, model.About));
        Assert.Empty(model.Eligible);
        Assert.Equal("some signal", model.Signals[0].Label);
        Assert.Equal(new MissingPolicies(MissingPolicy.InDimension), model.Signals[0].Missing);
        Assert.Equal([("green", 70d, 0), ("yellow", 40, 1), ("red", 0, 2)], model.Primary.Tiers.Tiers.Select(t => (t.Name, t.From, t.Severity)));
        Assert.Equal(new TrendDefinition(30, 5), model.Primary.Trend);
        Assert.Equal(0.5, model.Primary.MinimumCoverage);
        Assert.Equal(1, model.Primary.Dimensions[0].Weight);
    }

    [Fact]
    public void What_a_model_says_is_read()
    {
        var model = Scene.ModelOf("""
            model: whole
            about: What it is for
            eligible: everyone
            calibrated: 2026-09-30
            tiers: { good: 50.5, bad: 0 }
            trend: { window: 2w, stable: 2.5 }
            minimum_coverage: 0.25
            signals:
              a: { label: Logins, measure: { count: usage }, curve: [ [0, 0], [10, 100] ], missing: worst }
              b: { measure: { count: usage }, curve: { bands: { below: 1, from: [[5, 2]] } }, missing: { fixed: 30 } }
            scores:
              one: { d: { weight: 2, signals: { a: 3, b: 0.5 } } }
              two: { d: { weight: 2, signals: [ b ] } }
            """);
        Assert.Equal(("What it is for", new DateOnly(2026, 9, 30)), (model.About, model.CalibratedOn));
        Assert.Equal([("good", 50.5, 0), ("bad", 0, 1)], model.Primary.Tiers.Tiers.Select(t => (t.Name, t.From, t.Severity)));
        Assert.Equal(new TrendDefinition(14, 2.5), model.Primary.Trend);
        Assert.Equal(0.25, model.Primary.MinimumCoverage);
        Assert.Equal(["one", "two"], model.Scores.Select(s => s.Name));
        Assert.Equal([("a", 3d), ("b", 0.5)], model.Primary.Dimensions[0].Signals.Select(s => (s.Signal.Name, s.Weight)));
        Assert.Equal(new MissingPolicies(new MissingPolicy.Fixed(0)), model.Signals[0].Missing);
        Assert.Equal(new MissingPolicies(new MissingPolicy.Fixed(30)), model.Signals[1].Missing);
        Assert.IsType<Curve.Bands>(model.Signals[1].Curve);
        Assert.Equal("Logins", model.Signals[0].Label);
        Assert.Equal("counts as 30", model.Signals[1].Missing.Describe());
        Assert.Equal("its weight goes to the rest of the dimension", MissingPolicy.InDimension.Describe());
    }

    [Theory]
    [InlineData("models/reference.yaml")]
    [InlineData("models/b2b-saas.yaml")]
    [InlineData("models/three-sources.yaml")]
    public void The_shipped_models_compile_without_a_finding(string path)
    {
        var (model, findings) = ModelReader.Read(Doc.Of(Repository.Read(path)), "v");
        Assert.Empty(findings);
        Assert.Equal(Path.GetFileNameWithoutExtension(path), model!.Name);
    }

    private static string FindingsOf(string text)
    {
        var (model, findings) = ModelReader.Read(Doc.Of(text), "v");
        Assert.Null(model);
        return string.Join('\n', findings);
    }
}
