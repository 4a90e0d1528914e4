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
        Assert.Equal(Movement.Far, Assert.Single(drift.Signals).Movement);
        Assert.StartsWith("mood (100 % of the score) is not what it was: PSI ", Assert.Single(drift.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void After_half_a_year_it_reminds_to_calibrate() =>
        Assert.Contains("The model is of 2026-01-01, 333 days ago", Assert.Single(DriftOf(shift: 0, calibratedOn: new DateOnly(2026, 1, 1)).Warnings), StringComparison.Ordinal);

    [Fact]
    public void Churn_that_becomes_another_is_told() =>
        Assert.Contains(DriftOf(shift: 0, calibratedOn: null, churnsLate: 0.9).Warnings, w => w.StartsWith("Churn has changed from", StringComparison.Ordinal));

    [Fact]
    public void A_model_that_nobody_has_calibrated_is_as_old_as_its_publication() =>
        Assert.Contains("The model is of 2026-01-01, 333 days ago", Assert.Single(DriftOf(shift: 0, calibratedOn: null, publishedOn: new DateOnly(2026, 1, 1)).Warnings), StringComparison.Ordinal);

    [Fact]
    public void Nobody_is_asked_to_calibrate_a_new_model_until_thirty_accounts_have_churned()
    {
        Assert.DoesNotContain(DriftOf(shift: 0, calibratedOn: null, churnsLate: 0.05).Warnings, w => w.StartsWith("Nobody has calibrated", StringComparison.Ordinal));
        var churned = DriftOf(shift: 0, calibratedOn: null, churnsLate: 0.9);
        Assert.Contains(churned.Warnings, w => w.StartsWith($"Nobody has calibrated the model, and {churned.Then.ChurnedAccounts} accounts that churned", StringComparison.Ordinal));
        Assert.DoesNotContain(DriftOf(shift: 0, calibratedOn: new DateOnly(2026, 9, 1), churnsLate: 0.9).Warnings, w => w.StartsWith("Nobody has calibrated", StringComparison.Ordinal));
    }

    [Fact]
    public void A_handful_of_accounts_moves_by_chance_and_is_no_warning()
    {
        var drift = DriftOf(shift: 0, calibratedOn: null, accounts: 12);
        Assert.Equal((true, Movement.MayBeChance), (drift.Signals[0].Psi > 0.1, drift.Signals[0].Movement));
        Assert.Empty(drift.Warnings);
    }

    private static Drift DriftOf(int shift, DateOnly? calibratedOn, double churnsLate = 0, DateOnly? publishedOn = null, int accounts = 300)
    {
        var (random, company, model) = (new SplitMix64(6), new Company(), Scene.ModelOf(Model));
        for (var i = 0; i < accounts; i++)
        {
            var (id, mood) = ($"a{i:000}", random.Whole(0, 100));
            company.With(FactKinds.Companies, $"{{ account: {id}, at: 2025-06-01, name: {id} }}")
                .With(FactKinds.Attributes, $"{{ account: {id}, id: mood, at: 2025-06-01, number: {mood} }}")
                .With(FactKinds.Attributes, $"{{ account: {id}, id: mood, at: 2026-11-15, number: {(accounts < 300 ? random.Whole(0, 100) : Math.Min(100, mood + shift))} }}");
            if (random.Chance(churnsLate))
            {
                company.With(FactKinds.Outcomes, $"{{ account: {id}, at: 2026-10-15, type: churned }}");
            }
        }

        var book = company.Book();
        var plan = DriftStudy.Today(Company.Plan, new DateOnly(2026, 11, 30));
        return DriftStudy.Of(Company.Observe(model, book), Company.Observe(model, book, plan), calibratedOn, publishedOn);
    }
}
