using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Calibration.Observing;

public sealed class ChurnRuleTests
{
    private static readonly ObservationPlan Plan = new() { Dates = [new DateOnly(2026, 1, 1)], ObservedUntil = FactText.At("2026-12-31") };

    [Theory]
    [InlineData(30, "{ id: a, at: 2026-01-01, starts_at: 2026-01-01, ends_at: 2026-04-01 }", "{ id: b, at: 2026-05-01, starts_at: 2026-05-01, ends_at: 2026-08-01 }", "2026-08-01")]
    [InlineData(29, "{ id: a, at: 2026-01-01, starts_at: 2026-01-01, ends_at: 2026-04-01 }", "{ id: b, at: 2026-05-01, starts_at: 2026-05-01, ends_at: 2026-08-01 }", "2026-04-01")]
    [InlineData(30, "{ id: a, at: 2026-01-01, starts_at: 2026-01-01, ends_at: 2026-12-15 }", "{ id: b, at: 2026-02-01, starts_at: 2026-02-01, ends_at: 2026-03-01 }", null)]
    [InlineData(30, "{ id: a, at: 2026-01-01, starts_at: 2026-01-01 }", "{ id: b, at: 2026-02-01, starts_at: 2026-02-01, ends_at: 2026-03-01 }", null)]
    public void A_term_that_none_follows_in_time_is_churn_at_its_end(int days, string first, string second, string? end) =>
        Assert.Equal(At(end), Ended(new ChurnRule.Unrenewed(days), FactKinds.Subscriptions, first, second));

    [Theory]
    [InlineData(1, 0, "2026-06-01")]
    [InlineData(1, 10, null)]
    [InlineData(0.5, 40, "2026-06-01")]
    [InlineData(0.5, 50, "2026-06-01")]
    [InlineData(0.5, 51, null)]
    public void Revenue_that_falls_by_the_share_is_churn_on_the_day_it_falls(double share, int mrr, string? end) => Assert.Equal(
        At(end),
        Ended(new ChurnRule.RevenueLost(share), FactKinds.Subscriptions, "{ id: a, at: 2026-01-01, starts_at: 2026-01-01, mrr: 100 }", $"{{ id: a, at: 2026-06-01, starts_at: 2026-01-01, mrr: {mrr} }}"));

    [Fact]
    public void Revenue_that_comes_back_within_thirty_days_was_never_lost() => Assert.Null(Ended(
        new ChurnRule.RevenueLost(1),
        FactKinds.Subscriptions,
        "{ id: a, at: 2026-01-01, starts_at: 2026-01-01, ends_at: 2026-06-01, mrr: 100 }",
        "{ id: b, at: 2026-06-30, starts_at: 2026-06-30, mrr: 90 }"));

    [Theory]
    [InlineData(60, "2026-05-31")]
    [InlineData(30, "2026-02-02")]
    [InlineData(274, "2026-12-31")]
    [InlineData(275, null)]
    public void Silence_is_churn_on_the_day_it_has_lasted_long_enough(int days, string? end) => Assert.Equal(
        At(end), Ended(new ChurnRule.Silence(days, FactKinds.Usage), FactKinds.Usage, "{ at: 2026-01-03, event: order }", "{ at: 2026-02-20, event: order }", "{ at: 2026-04-01, event: order }"));

    private static Instant? At(string? day) => day is null ? null : FactText.At(day);

    private static Instant? Ended(ChurnRule rule, FactKind kind, params string[] facts) =>
        AccountCourse.Of(Scene.Utc.With(kind, facts).History(), Plan with { Churn = rule }).Ended;
}
