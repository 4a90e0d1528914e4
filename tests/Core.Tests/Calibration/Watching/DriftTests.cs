using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Watching;
using Mainstay.Core.Facts;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Calibration.Watching;

public sealed class DriftTests
{
    private const string Model = """
        model: test
        tiers: { green: 70, yellow: 40, red: 0 }
        signals:
          mood: { measure: { last: number, in: attributes }, curve: [ [0, 0], [100, 100] ] }
        scores:
          health:
            all: { weight: 1, signals: [ mood ] }
        """;

    [Fact]
    public void A_world_that_stays_as_it_was_calls_for_nothing() => Assert.Empty(DriftOf(shift: 0, calibratedOn: new DateOnly(2026, 9, 1)).Warnings);

    [Fact]
    public void A_signal_that_reads_something_else_today_is_named_with_its_weight()
    {
        var drift = DriftOf(shift: 40, calibratedOn: null);
        Assert.True(Assert.Single(drift.Signals).HasMovedFar);
        Assert.StartsWith("mood (100 % of the score) is not what it was: PSI ", Assert.Single(drift.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void After_half_a_year_it_reminds_to_calibrate() =>
        Assert.Contains("The model is of 2026-01-01, 333 days ago", Assert.Single(DriftOf(shift: 0, calibratedOn: new DateOnly(2026, 1, 1)).Warnings), StringComparison.Ordinal);

    [Fact]
    public void Churn_that_becomes_another_is_told() =>
        Assert.Contains(DriftOf(shift: 0, calibratedOn: null, churnsLate: 0.9).Warnings, w => w.StartsWith("Churn has changed from", StringComparison.Ordinal));

    private static Drift DriftOf(int shift, DateOnly? calibratedOn, double churnsLate = 0)
    {
        var (random, company, model) = (new SplitMix64(6), new Company(), Scene.ModelOf(Model));
        for (var i = 0; i < 300; i++)
        {
            var (id, mood) = ($"a{i:000}", random.Whole(0, 100));
            company.With(FactKinds.Companies, $"{{ account: {id}, at: 2025-06-01, name: {id} }}")
                .With(FactKinds.Attributes, $"{{ account: {id}, id: mood, at: 2025-06-01, number: {mood} }}")
                .With(FactKinds.Attributes, $"{{ account: {id}, id: mood, at: 2026-11-15, number: {Math.Min(100, mood + shift)} }}");
            if (random.Chance(churnsLate))
            {
                company.With(FactKinds.Outcomes, $"{{ account: {id}, at: 2026-10-15, type: churned }}");
            }
        }

        var book = company.Book();
        var plan = DriftStudy.Today(Company.Plan, new DateOnly(2026, 11, 30));
        return DriftStudy.Of(Company.Observe(model, book), Company.Observe(model, book, plan), calibratedOn);
    }
}
