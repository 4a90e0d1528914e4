using Mainstay.Core.Facts;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Signals;

public sealed class MeasureTests
{
    private const string AsOf = "2026-03-10";

    [Theory]
    [InlineData("sum", 9d)]
    [InlineData("mean", 3d)]
    [InlineData("min", 1d)]
    [InlineData("max", 5d)]
    public void Totals_leave_out_facts_without_the_field(string total, double expected) =>
        Assert.Equal(expected, Scene.Utc
            .With(FactKinds.Surveys, "{ at: 2026-01-01, nps: 1 }", "{ at: 2026-01-02, nps: 3 }", "{ at: 2026-01-03, nps: 5 }", "{ at: 2026-01-04, csat: 99 }")
            .Reads($"{{ {total}: nps, in: surveys }}", AsOf));

    [Theory]
    [InlineData("hours", 36d)]
    [InlineData("minutes", 2160d)]
    [InlineData("days", 1.5)]
    [InlineData(null, 36d)]
    public void Durations_are_read_in_their_unit_and_in_hours_without_one(string? unit, double expected) =>
        Assert.Equal(expected, Scene.Utc
            .With(
                FactKinds.Tickets,
                "{ id: 1, at: 2026-01-01, opened_at: 2026-01-01, solved_at: 2026-01-02 }",
                "{ id: 2, at: 2026-01-01, opened_at: 2026-01-01, solved_at: 2026-01-03 }",
                "{ id: 3, at: 2026-01-01, opened_at: 2026-01-01 }")
            .Reads($"{{ mean: resolution_time, in: tickets{(unit is null ? "" : $", unit: {unit}")} }}", AsOf));

    [Fact]
    public void The_last_value_is_that_of_the_latest_fact_that_has_one() =>
        Assert.Equal(4d, Scene.Utc
            .With(FactKinds.Surveys, "{ id: 1, at: 2026-01-01, nps: 9 }", "{ id: 2, at: 2026-02-01, nps: 4 }", "{ id: 3, at: 2026-03-01, csat: 1 }")
            .Reads("{ last: nps, in: surveys }", AsOf));

    [Fact]
    public void Of_last_values_at_one_instant_that_with_the_greatest_id_counts() =>
        Assert.Equal(4d, Scene.Utc
            .With(FactKinds.Surveys, "{ id: 10, at: 2026-01-01, nps: 9 }", "{ id: 9, at: 2026-01-01, nps: 4 }")
            .Reads("{ last: nps, in: surveys }", AsOf));

    [Fact]
    public void Of_last_values_at_one_instant_the_id_decides_and_not_which_the_source_touched_last() =>
        Assert.Equal(4d, Scene.Utc
            .With(FactKinds.Surveys, "{ id: a, at: 2026-01-01, updated_at: 2026-02-01, nps: 9 }", "{ id: b, at: 2026-01-01, updated_at: 2026-01-15, nps: 4 }")
            .Reads("{ last: nps, in: surveys }", "2026-03-10"));

    [Fact]
    public void Distinct_counts_different_texts_by_every_letter() =>
        Assert.Equal(3d, Scene.Utc
            .With(FactKinds.Usage, "{ at: 2026-01-01, user: ann }", "{ at: 2026-01-02, user: ann }", "{ at: 2026-01-03, user: Ann }", "{ at: 2026-01-04, user: bob }", "{ at: 2026-01-05 }")
            .Reads("{ distinct: user, in: usage }", AsOf));

    [Fact]
    public void A_share_is_a_part_of_the_same_selection_without_its_conditions()
    {
        var scene = Scene.Utc.With(
            FactKinds.Tickets,
            "{ id: 1, at: 2026-03-01, escalated: true, opened_at: 2026-03-01 }", "{ id: 2, at: 2026-03-01, escalated: false, opened_at: 2026-03-01 }",
            "{ id: 3, at: 2026-03-01 }", "{ id: 4, at: 2026-03-01, escalated: false }", "{ id: 5, at: 2026-01-01, escalated: true }");
        Assert.Equal(0.25, scene.Reads("{ share: tickets, where: { escalated: true }, window: 30d }", AsOf));
        Assert.Equal(0.5, scene.Reads("{ share: tickets, where: { escalated: true }, while: open }", AsOf));
        Assert.Equal(0d, scene.Reads("{ share: tickets, where: { csat: \"> 3\" } }", AsOf));
    }

    [Theory]
    [InlineData("2026-02-28", 1d)]
    [InlineData(AsOf, 2d)]
    public void A_fact_is_of_a_contact_by_e_mail_or_id_with_the_role_it_has_at_asof(string asOf, double champions) =>
        Assert.Equal(champions, Scene.Utc
            .With(
                FactKinds.Contacts,
                "{ id: c1, at: 2026-01-01, email: ann@x.com, role: champion }", "{ id: c2, at: 2026-01-01, email: bob@x.com, role: user }",
                "{ id: c2, at: 2026-03-01, email: bob@x.com, role: champion }", "{ id: c9, at: 2026-01-01, email: ann@x.com, role: champion }")
            .With(FactKinds.Usage, "{ at: 2026-02-01, user: ann@x.com }", "{ at: 2026-02-01, user: c2 }", "{ at: 2026-02-01, user: eve@x.com }", "{ at: 2026-02-01 }")
            .Reads("{ count: usage, contacts: { role: champion } }", asOf));

    [Fact]
    public void A_ratio_can_hold_a_change_and_a_change_a_ratio()
    {
        var scene = Scene.Utc
            .With(FactKinds.Usage, "{ at: 2026-02-01 }", "{ at: 2026-03-08 }", "{ at: 2026-03-09 }")
            .With(FactKinds.Subscriptions, "{ at: 2026-01-01, seats: 4 }", "{ at: 2026-03-09, seats: 8 }");
        Assert.Equal(1d, scene.Reads("{ change: { ratio: [ { count: usage, window: 30d }, { last: seats, in: subscriptions } ] }, over: 30d }", AsOf));
        Assert.Equal(0.25, scene.Reads("{ ratio: [ { change: { count: usage, window: 30d } }, { last: seats, in: subscriptions } ] }", AsOf));
    }

    [Fact]
    public void Sums_that_leave_the_numbers_are_not_applicable_instead_of_infinite()
    {
        var scene = Scene.Utc.With(FactKinds.Usage, "{ at: 2026-01-01, quantity: 1e308 }", "{ at: 2026-01-02, quantity: 1e308 }", "{ at: 2026-01-02, duration: 1e-320 }");
        Assert.Equal(MissingReason.NotApplicable, scene.Reads("{ sum: quantity, in: usage }", AsOf));
        Assert.Equal(MissingReason.NotApplicable, scene.Reads("{ mean: quantity, in: usage }", AsOf));
        Assert.Equal(MissingReason.NotApplicable, scene.Reads("{ ratio: [ { max: quantity, in: usage }, { max: duration, in: usage } ] }", AsOf));
        Assert.Equal(MissingReason.NotApplicable, scene.Reads("{ ratio: [ { count: usage }, { sum: quantity, in: usage } ] }", AsOf));

    }

    [Theory]
    [InlineData("{ count: usage, window: 30d }", 30)]
    [InlineData("{ count: usage }", null)]
    [InlineData("{ slope: usage, window: 28d }", 28)]
    [InlineData("{ share: usage, where: { user: ann }, window: 28d }", 28)]
    [InlineData("{ changed: plan, in: subscriptions, window: 28d }", 28)]
    [InlineData("{ scaled: { count: usage, window: 30d } }", 30)]
    [InlineData("{ deviation: { count: usage, window: 7d }, windows: 4, floor: 1 }", 35)]
    [InlineData("{ deviation: { last: seats, in: subscriptions }, every: 7d, windows: 4, floor: 1 }", null)]
    [InlineData("{ days_to: usage }", null)]
    [InlineData("{ change: { count: usage, window: 30d } }", 60)]
    [InlineData("{ change: { count: usage }, over: 30d }", null)]
    [InlineData("{ ratio: [ { count: usage, window: 7d }, { count: usage, window: 30d } ] }", 30)]
    [InlineData("{ ratio: [ { count: usage, window: 7d }, { last: seats, in: subscriptions } ] }", null)]
    public void A_measure_says_how_wide_its_window_is(string measure, int? days) => Assert.Equal(days, Scene.MeasureOf(measure).WindowDays);

    [Theory]
    [InlineData("{ count: usage, window: 30d }", "count of usage, 30 days")]
    [InlineData("{ open: tickets, where: { priority: [critical, urgent] } }", "count of open tickets (priority critical or urgent)")]
    [InlineData("{ mean: resolution_time, unit: days, in: tickets, on: solved_at, window: 90d }", "mean of resolution_time in days in tickets by solved_at, 90 days")]
    [InlineData("{ ratio: [ { distinct: user, in: usage, window: 30d }, { last: seats, in: subscriptions } ] }", "distinct user in usage, 30 days / last seats in subscriptions")]
    [InlineData("{ change: { sum: mrr, in: subscriptions, while: held }, over: 90d }", "change of sum of mrr in held subscriptions over 90 days")]
    [InlineData("{ days_until: ends_at, in: subscriptions }", "days until ends_at of subscriptions")]
    [InlineData("{ days_since: usage }", "days since the last of usage")]
    [InlineData("{ share: tickets, where: { escalated: true }, window: 90d }", "share of tickets (escalated = 1), 90 days")]
    [InlineData("{ count: tickets, weights: { priority: { critical: 5, high: 2.5 } }, window: 30d }", "count of tickets, 30 days, weighted by priority (critical 5, high 2.5, else 1)")]
    [InlineData("{ count: usage, contacts: { role: champion, left_at: absent }, window: 30d }", "count of usage of contacts (role champion, left_at absent), 30 days")]
    [InlineData("{ nps: nps, in: surveys, window: 90d }", "NPS by nps in surveys, 90 days")]
    [InlineData("{ lookup: plan, in: companies, values: { starter: 1, pro: 2 }, else: 0 }", "last plan in companies as a number (starter 1, pro 2, else 0)")]
    [InlineData("{ stage: companies, order: [new, old] }", "last stage in companies as a number (new 0.5, old 1)")]
    [InlineData("{ attribute: employees }", "last number in attributes (name employees)")]
    [InlineData("{ response_rate: survey_invitations, where: { survey: nps }, window: 90d }", "share of survey_invitations (survey nps, answered_at present) by sent_at, 90 days")]
    [InlineData("{ response_latency: survey_invitations, window: 90d }", "mean of response_time in hours in survey_invitations by answered_at, 90 days")]
    [InlineData("{ adopted: { event: [report, export] }, in: usage, window: 30d }", "share of 2 (report, export) adopted by event in usage, 30 days")]
    [InlineData("{ held_days: subscriptions }", "days of the longest of held subscriptions")]
    [InlineData("{ open_days: tickets, where: { priority: critical } }", "days of the longest of open tickets (priority critical)")]
    [InlineData("{ term_days: subscriptions }", "days of the term of held subscriptions")]
    [InlineData("{ reached: tickets, on: solved_at }", "reached: solved_at of tickets")]
    [InlineData("{ days_to: usage, where: { event: report } }", "days from the first starts_at of subscriptions to the first usage (event report)")]
    [InlineData("{ scaled: { count: usage, window: 90d } }", "count of usage, 90 days, scaled to the whole window since the first starts_at of subscriptions")]
    [InlineData("{ changed: owner, in: companies, window: 90d }", "count of companies whose owner changed in 90 days")]
    [InlineData("{ changed: plan, in: subscriptions, while: held, window: 90d, direction: down, order: [starter, pro] }", "count of held subscriptions whose plan went down in 90 days (starter < pro)")]
    [InlineData("{ deviation: { count: usage, window: 7d }, floor: 1 }", "deviation of count of usage, 7 days from 8 earlier windows, 7 days apart")]
    [InlineData("{ slope: usage, window: 28d }", "slope of daily usage, 28 days")]
    [InlineData("{ count: tickets, where: { resolution_time: \"> 24\" } }", "count of tickets (resolution_time > 24 hours)")]
    [InlineData("{ count: tickets, where: { status: { not: closed }, csat: \"< 3\", contact: present, solved_at: absent, escalated: true } }",
        "count of tickets (status not closed, csat < 3, contact present, solved_at absent, escalated = 1)")]
    public void A_measure_describes_itself(string measure, string description) => Assert.Equal(description, Scene.MeasureOf(measure).Describe());
}
