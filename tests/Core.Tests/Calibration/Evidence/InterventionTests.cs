using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Evidence;
using Mainstay.Core.Facts;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Calibration.Evidence;

public sealed class InterventionTests
{
    private const string Model = """
        model: test
        tiers: { green: 70, yellow: 40, red: 0 }
        signals:
          alarm: { measure: { last: number, in: attributes }, curve: [ [0, 100], [1, 0] ] }
        scores:
          health:
            all: { weight: 1, signals: [ alarm ] }
        """;

    // Half of the accounts are in alarm and would churn; all but a quarter of those are called, and every call saves one. Over
    // all rows those in alarm then churn no more than the others do.
    [Fact]
    public void Where_red_accounts_are_saved_by_what_we_did_the_evidence_does_not_conclude_that_red_is_harmless()
    {
        var (random, company) = (new SplitMix64(9), new Company());
        for (var i = 0; i < 800; i++)
        {
            var (id, isAlarm, left) = ($"a{i:000}", i % 2 == 0, Company.Day(new DateOnly(2026, 3, random.Whole(1, 28))));
            company.With(FactKinds.Companies, $"{{ account: {id}, at: 2025-06-01, name: {id} }}");
            company.With(FactKinds.Attributes, $"{{ account: {id}, id: alarm, at: 2025-06-01, name: alarm, number: {(isAlarm ? 1 : 0)} }}");
            var isCalled = isAlarm && !random.Chance(0.25);
            if (isCalled)
            {
                company.With(FactKinds.Interventions, $"{{ account: {id}, at: 2026-02-02, started_at: 2026-02-02, type: call }}");
            }

            if (isAlarm ? !isCalled : random.Chance(0.25))
            {
                company.With(FactKinds.Outcomes, $"{{ account: {id}, at: {left}, type: churned }}");
            }
        }

        var set = Company.Observe(Scene.ModelOf(Model), company.Book(), Company.Plan with { Dates = [new DateOnly(2026, 2, 1)] });
        var alarm = EvidenceStudy.Of(set).Single();
        Assert.InRange(alarm.Points!.Value.Mean, 0.45, 0.56);
        Assert.True(alarm.LeftAlone!.Value.Low > 0.7);
        Assert.Equal(Verdict.Keep, alarm.Verdict);
        Assert.Contains("left alone", alarm.Because, StringComparison.Ordinal);

        var red = HelpEffect.Of(set).Single(e => e.Tier.Name == "red");
        Assert.True(red.IsSaving);
        Assert.Equal((1, 0), (red.LeftAlone.Mean, red.Helped.Mean));
    }

    [Fact]
    public void A_curve_the_wrong_way_round_is_to_be_flipped_and_a_signal_without_weight_to_be_weighed()
    {
        var (random, company) = (new SplitMix64(9), new Company());
        for (var i = 0; i < 400; i++)
        {
            var (id, churns) = ($"a{i:000}", i % 4 == 0);
            company.With(FactKinds.Companies, $"{{ account: {id}, at: 2025-06-01, name: {id}, seats: {random.Whole(0, 5) + (churns ? 4 : 0)}, arr: {random.Whole(0, 500) + (churns ? 0 : 400)} }}");
            if (churns)
            {
                company.With(FactKinds.Outcomes, $"{{ account: {id}, at: 2026-02-20, type: churned }}");
            }
        }

        const string Seats = """
            model: test
            tiers: { green: 70, yellow: 40, red: 0 }
            signals:
              wrong: { measure: { last: seats, in: companies }, curve: [ [0, 0], [10, 100] ] }
              unused: { measure: { last: arr, in: companies }, curve: [ [0, 0], [100000, 100] ] }
            scores:
              health:
                all: { weight: 1, signals: { wrong: 1, unused: 0 } }
            """;
        var found = EvidenceStudy.Of(Company.Observe(Scene.ModelOf(Seats), company.Book(), Company.Plan with { Dates = [new DateOnly(2026, 2, 1)] }));
        Assert.Equal([Verdict.Flip, Verdict.Reweight], found.Select(e => e.Verdict));
        Assert.Equal((Direction.HigherIsRiskier, Direction.HigherIsSafer), (found[0].Found, found[0].Assumed!.Value));
    }
}
