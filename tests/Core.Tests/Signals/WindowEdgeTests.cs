using Mainstay.Core.Facts;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Signals;

/// <summary>As of 2026-03-10, in a window of seven days, with one fact at the edge in question.</summary>
public sealed class WindowEdgeTests
{
    private const string AsOf = "2026-03-10";
    private const string JustBefore = "2026-03-02T23:59:59.999999Z";
    private const string First = "2026-03-03";
    private const string Last = "2026-03-09T23:59:59.999999Z";

    [Theory]
    [InlineData("{ count: surveys, window: 7d }", 0d, 1d)]
    [InlineData("{ sum: nps, in: surveys, window: 7d }", 0d, 8d)]
    [InlineData("{ mean: nps, in: surveys, window: 7d }", null, 8d)]
    [InlineData("{ min: nps, in: surveys, window: 7d }", null, 8d)]
    [InlineData("{ max: nps, in: surveys, window: 7d }", null, 8d)]
    [InlineData("{ last: nps, in: surveys, window: 7d }", null, 8d)]
    [InlineData("{ distinct: user, in: surveys, window: 7d }", 0d, 1d)]
    [InlineData("{ ratio: [ { count: surveys, window: 7d }, { last: seats, in: subscriptions } ] }", 0d, 0.25)]
    [InlineData("{ count: surveys, weights: { user: { ann: 3 } }, window: 7d }", 0d, 3d)]
    [InlineData("{ nps: nps, in: surveys, window: 7d }", null, 0d)]
    [InlineData("{ lookup: user, in: surveys, values: { ann: 4 }, window: 7d }", null, 4d)]
    [InlineData("{ adopted: { user: [ann, bob] }, in: surveys, window: 7d }", 0d, 0.5)]
    [InlineData("{ share: surveys, where: { nps: \">= 7\" }, window: 7d }", null, 1d)]
    [InlineData("{ change: { sum: seats, in: subscriptions }, over: 7d }", 1d, 1d)]
    public void A_window_holds_its_first_instant_and_not_asof(string measure, double? without, double with)
    {
        Assert.Equal(without, Read(measure, JustBefore));
        Assert.Equal(with, Read(measure, First));
        Assert.Equal(with, Read(measure, Last));
        Assert.Equal(without, Read(measure, AsOf));
    }

    [Fact]
    public void Open_objects_count_by_the_instant_their_version_took_effect()
    {
        Assert.Equal(0d, Tickets(JustBefore).Reads("{ open: tickets, window: 7d }", AsOf));
        Assert.Equal(1d, Tickets(First).Reads("{ open: tickets, window: 7d }", AsOf));
        Assert.Equal(0d, Tickets(AsOf).Reads("{ open: tickets, window: 7d }", AsOf));
        Assert.Equal(1d, Tickets(AsOf).Reads("{ open: tickets }", AsOf));

        static Scene Tickets(string at) => Scene.Utc.With(FactKinds.Tickets, $"{{ at: {at}, opened_at: {at} }}");
    }

    [Theory]
    [InlineData(JustBefore, null)]
    [InlineData(First, 7d)]
    [InlineData(Last, 1d)]
    [InlineData(AsOf, null)]
    public void Days_since_count_dates_within_the_window(string at, double? days) =>
        Assert.Equal(days, Read("{ days_since: surveys, window: 7d }", at));

    [Fact]
    public void Days_since_something_earlier_on_the_same_day_are_none() =>
        Assert.Equal(0d, Scene.Utc.With(FactKinds.Usage, "{ at: 2026-03-10 }").Reads("{ days_since: usage }", "2026-03-10T18:00:00Z"));

    [Theory]
    [InlineData("2026-03-10", 0d)]
    [InlineData("2026-03-10T23:00:00Z", 0d)]
    [InlineData("2026-03-11", 1d)]
    [InlineData("2027-03-10", 365d)]
    [InlineData("2026-03-09T23:59:59Z", null)]
    public void Days_until_count_dates_and_take_the_one_at_asof_for_ahead(string endsAt, double? days) =>
        Assert.Equal(
            days ?? (object)MissingReason.NotApplicable,
            Scene.Utc.With(FactKinds.Subscriptions, $"{{ at: 2026-01-01, ends_at: {endsAt} }}").Reads("{ days_until: ends_at, in: subscriptions }", AsOf));

    [Fact]
    public void Days_until_take_the_nearest_date_ahead() =>
        Assert.Equal(5d, Scene.Utc.With(
            FactKinds.Subscriptions,
            "{ id: a, at: 2026-01-01, ends_at: 2026-12-01 }",
            "{ id: b, at: 2026-01-01, ends_at: 2026-03-15 }",
            "{ id: c, at: 2026-01-01, ends_at: 2026-02-01 }").Reads("{ days_until: ends_at, in: subscriptions }", AsOf));

    [Fact]
    public void A_change_compares_two_windows_that_touch()
    {
        var scene = Scene.Utc.With(
            FactKinds.Usage,
            "{ at: 2026-02-23T23:59:59.999999Z }", "{ at: 2026-02-24 }", "{ at: 2026-03-02T23:59:59.999999Z }",
            "{ at: 2026-03-03 }", "{ at: 2026-03-10 }");
        Assert.Equal(0.5, scene.Reads("{ change: { count: usage, window: 7d } }", AsOf));
    }

    [Theory]
    [InlineData("2026-03-02T23:59:59Z", 0d)]
    [InlineData("2026-03-03", -2d)]
    [InlineData("2026-03-04", 2d)]
    [InlineData("2026-03-05", 0d)]
    public void A_slope_runs_over_the_days_of_its_window_and_empty_days_count(string at, double slope) =>
        Assert.Equal(
            slope,
            Scene.Utc.With(FactKinds.Usage, $"{{ at: {at} }}", $"{{ at: {at} }}").Reads("{ slope: usage, window: 2d }", "2026-03-05"));

    [Fact]
    public void The_reference_slope_is_that_of_its_formula()
    {
        var counts = Enumerable.Range(0, 28).Select(x => x * x % 5).ToArray();
        var facts = counts.SelectMany((n, x) => Enumerable.Repeat(FactText.Of(FactKinds.Usage, $"{{ at: {new DateOnly(2026, 2, 10).AddDays(x):yyyy-MM-dd} }}"), n));
        var sumXy = counts.Select((y, x) => x * y).Sum();
        Assert.Equal((28d * sumXy - 378d * counts.Sum()) / 51156d, Scene.Utc.With(facts).Reads("{ slope: usage, window: 28d }", AsOf));
    }

    [Theory]
    [InlineData("2026-03-02T23:59:59.999999Z", 0d)]
    [InlineData("2026-03-03", 0d)]
    [InlineData("2026-03-03T00:00:00.000001Z", 1d)]
    [InlineData("2026-03-10", 1d)]
    [InlineData("2026-03-10T00:00:00.000001Z", 0d)]
    public void What_became_different_after_the_window_began_and_up_to_asof_has_changed(string at, double changed) => Assert.Equal(
        changed,
        Scene.Utc.With(FactKinds.Companies, "{ at: 2026-01-01, owner: ann }", $"{{ at: {at}, owner: bob }}").Reads("{ changed: owner, in: companies, window: 7d }", AsOf));

    [Theory]
    [InlineData("2026-03-10", 0d)]
    [InlineData("2026-03-09T23:00:00Z", 1d)]
    [InlineData("2026-01-01", 68d)]
    public void Days_open_count_dates(string openedAt, double days) => Assert.Equal(
        days, Scene.Utc.With(FactKinds.Tickets, $"{{ at: 2026-01-01, opened_at: {openedAt} }}").Reads("{ open_days: tickets }", AsOf));

    [Theory]
    [InlineData("2026-01-04", 3d)]
    [InlineData("2025-12-24", 0d)]
    [InlineData("2026-03-10", 68d)]
    [InlineData("2026-03-11", 68d)]
    public void Days_to_run_on_until_it_is_reached_and_are_none_before_the_start(string at, double days) => Assert.Equal(
        days,
        Scene.Utc.With(FactKinds.Usage, $"{{ at: {at} }}").With(FactKinds.Subscriptions, "{ at: 2025-12-01, starts_at: 2026-01-01 }").Reads("{ days_to: usage }", AsOf));

    [Fact]
    public void A_window_can_look_at_a_moment_of_the_object()
    {
        const string Measure = "{ count: tickets, on: solved_at, window: 7d }";
        Assert.Equal(0d, Solved(JustBefore));
        Assert.Equal(1d, Solved(First));
        Assert.Equal(1d, Solved(Last));
        Assert.Equal(0d, Solved(AsOf));

        static object Solved(string at) =>
            Scene.Utc.With(FactKinds.Tickets, $"{{ at: 2026-01-01, opened_at: 2026-01-01, solved_at: {at} }}").Reads(Measure, AsOf);
    }

    [Theory]
    [InlineData("Europe/Berlin", "2027-03-29T22:00:00Z", "2027-03-22T23:00:00Z")]
    [InlineData("Europe/Berlin", "2027-11-01T23:00:00Z", "2027-10-25T22:00:00Z")]
    [InlineData("Asia/Beirut", "2025-04-01T21:00:00Z", "2025-03-25T22:00:00Z")]
    public void Days_are_days_of_the_workspace_whatever_its_clocks_do(string zone, string asOf, string first)
    {
        var calendar = new Calendar(TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal(1d, Count(FactText.At(first)));
        Assert.Equal(0d, Count(FactText.At(first).Plus(-1)));

        object Count(Instant at) =>
            new Scene(calendar).With([Fact.Of(FactKinds.Usage, "acme", null, at)]).Reads("{ count: usage, window: 7d }", asOf);
    }

    private static double? Read(string measure, string at) => Scene.Utc
        .With(FactKinds.Surveys, $"{{ at: {at}, nps: 8, user: ann }}")
        .With(FactKinds.Subscriptions, "{ at: 2026-01-01, seats: 4 }")
        .Reads(measure, AsOf) as double?;
}
