using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Calibration.Observing;

public sealed class ObservationTests
{
    private const string Model = """
        model: test
        eligible: { subscriptions: held }
        tiers: { green: 70, yellow: 40, red: 0 }
        signals:
          logins: { measure: { count: usage, window: 30d }, curve: [ [0, 0], [4, 100] ] }
        scores:
          health:
            usage: { weight: 1, signals: [ logins ] }
        """;

    private static readonly ObservationPlan Plan = new()
    {
        Dates = [.. Enumerable.Range(1, 12).Select(month => new DateOnly(2026, month, 1))],
        LeadDays = 10,
        HorizonDays = 60,
        MinimumTenureDays = 31,
        ObservedUntil = FactText.At("2026-12-31"),
    };

    [Fact]
    public void Churn_counts_from_the_end_of_the_lead_until_the_end_of_the_horizon()
    {
        var rows = Observed(Customer().With(FactKinds.Outcomes, "{ at: 2026-08-11, type: churned }"));
        Assert.Equal(
            ["2026-02-01 stays", "2026-03-01 stays", "2026-04-01 stays", "2026-05-01 stays", "2026-06-01 stays", "2026-07-01 churns", "2026-08-01 churns"],
            rows.Rows.Select(r => $"{r.Day:yyyy-MM-dd} {(r.HasChurned ? "churns" : "stays")}"));
        Assert.Equal(10, rows.Rows[^1].DaysToChurn);
    }

    [Fact]
    public void An_account_that_churns_within_the_lead_is_no_observation_and_one_that_has_churned_is_none_ever_after()
    {
        var rows = Observed(Customer().With(FactKinds.Outcomes, "{ at: 2026-08-10, type: churned }", "{ at: 2026-10-10, type: churned }"));
        Assert.Equal(new DateOnly(2026, 7, 1), rows.Rows[^1].Day);
        Assert.Equal(1, rows.LeftOut[LeftOut.EndsWithinLead]);
        Assert.Equal(4, rows.LeftOut[LeftOut.Ended]);
    }

    [Fact]
    public void An_account_that_is_not_observed_to_the_end_of_its_horizon_is_left_out_and_counted_even_if_it_has_churned_by_then()
    {
        var rows = Observed(Customer().With(FactKinds.Outcomes, "{ at: 2026-12-20, type: churned }"));
        Assert.Equal(new DateOnly(2026, 10, 1), rows.Rows[^1].Day);
        Assert.Equal(2, rows.LeftOut[LeftOut.Censored]);
        Assert.DoesNotContain(rows.Rows, r => r.HasChurned);
    }

    [Fact]
    public void Days_before_anybody_wrote_outcomes_down_are_left_out()
    {
        var rows = Observed(Customer(), Plan with { ObservedFrom = FactText.At("2026-05-11") });
        Assert.Equal(new DateOnly(2026, 5, 1), rows.Rows[0].Day);
    }

    [Fact]
    public void A_customer_is_observed_from_the_day_it_has_been_one_for_long_enough()
    {
        var rows = Observed(Customer(since: "2026-03-01"));
        Assert.Equal(new DateOnly(2026, 4, 1), rows.Rows[0].Day);
        Assert.Equal((2, 1), (rows.LeftOut[LeftOut.NotScored], rows.LeftOut[LeftOut.TooYoung]));
    }

    [Fact]
    public void What_was_done_about_an_account_and_that_it_expanded_stands_beside_its_outcome()
    {
        var rows = Observed(Customer()
            .With(FactKinds.Interventions, "{ at: 2026-06-30, started_at: 2026-07-20, type: call }")
            .With(FactKinds.Outcomes, "{ at: 2026-07-11, type: expanded }"));
        Assert.Equal([6, 7], rows.Rows.Where(r => r.WasHelped).Select(r => r.Day.Month));
        Assert.Equal([6, 7], rows.Rows.Where(r => r.HasExpanded).Select(r => r.Day.Month));
    }

    [Fact]
    public void A_signal_reads_what_was_known_on_the_day()
    {
        var scene = Customer().With(FactKinds.Usage, "{ at: 2026-05-31 }", "{ at: 2026-06-01 }", "{ at: 2026-05-30, recorded_at: 2026-06-02 }");
        Assert.Equal(1, Observed(scene).Rows.Single(r => r.Day.Month == 6).Readings[0]);
    }

    private static Scene Customer(string since = "2026-01-01") =>
        Scene.Utc.With(FactKinds.Subscriptions, $"{{ id: s, at: {since}, starts_at: {since} }}");

    private static ObservationSet Observed(Scene scene, ObservationPlan? plan = null)
    {
        var (model, history, leftOut) = (Scene.ModelOf(Model), scene.History(), new LeftOutCounts());
        var sweep = new ObservationSweep(model, plan ?? Plan, history.Calendar, new DateOnly(2025, 1, 1), kind => history[kind].Columns);
        return ObservationSet.Of(model, plan ?? Plan, [(sweep.Of(AccountCourse.Of(history), leftOut), leftOut)], new AccountFamilies([history]));
    }
}
