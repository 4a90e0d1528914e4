using Mainstay.Core.Facts;

namespace Mainstay.Core.Tests.Facts;

public sealed class AccountHistoryTests
{
    private static FactKind Tickets => FactKinds.Tickets;

    [Theory]
    [InlineData("2026-03-09T23:59:59.999999Z", 0)]
    [InlineData("2026-03-10", 1)]
    public void A_version_is_visible_from_the_instant_it_takes_effect(string asOf, int visible) =>
        Assert.Equal(visible, Count(Scene.Utc.With(Tickets, "{ at: 2026-03-10 }"), Tickets, asOf));

    [Theory]
    [InlineData("2026-03-10", 0)]
    [InlineData("2026-03-10T00:00:00.000001Z", 1)]
    public void An_occurrence_is_visible_only_after_it_happened(string asOf, int visible) =>
        Assert.Equal(visible, Count(Scene.Utc.With(FactKinds.Usage, "{ at: 2026-03-10 }"), FactKinds.Usage, asOf));

    [Theory]
    [InlineData("2026-03-14T23:59:59Z", 0)]
    [InlineData("2026-03-15", 1)]
    public void A_fact_is_visible_once_it_is_recorded(string knownAt, int visible) =>
        Assert.Equal(visible, Scene.Utc.With(FactKinds.Usage, "{ at: 2026-03-01, recorded_at: 2026-03-15 }").History()
            .Visible(FactKinds.Usage, Scene.Point("2026-03-10", knownAt)).Count);

    [Theory]
    [InlineData("2026-03-02T23:59:59Z", 0)]
    [InlineData("2026-03-03", 1)]
    public void Imported_history_counts_as_recorded_after_the_lag_of_its_stream(string knownAt, int visible) =>
        Assert.Equal(visible, Scene.Utc
            .Stream(FactKinds.Usage, Stream.Connected with { LagMicros = 2 * Instant.MicrosPerDay })
            .With(FactKinds.Usage, "{ at: 2026-03-01 }").History()
            .Visible(FactKinds.Usage, Scene.Point("2026-03-02", knownAt)).Count);

    [Fact]
    public void What_has_held_since_the_beginning_needs_no_lag() =>
        Assert.Equal(1, Count(Scene.Utc
            .Stream(FactKinds.Companies, Stream.Connected with { LagMicros = Instant.MicrosPerDay })
            .With(FactKinds.Companies, "{ at: 0001-01-01 }"), FactKinds.Companies, "0001-01-01T00:00:01Z"));

    [Fact]
    public void At_an_instant_the_version_that_held_then_is_seen()
    {
        var scene = Scene.Utc.With(
            FactKinds.Subscriptions,
            "{ at: 2026-01-01, seats: 10 }",
            "{ at: 2026-02-01, seats: 20 }",
            "{ at: 2026-03-01, seats: 30 }");
        Assert.Equal(10, Last(scene, "2026-01-31T23:59:59Z", "seats"));
        Assert.Equal(20, Last(scene, "2026-02-01", "seats"));
        Assert.Equal(30, Last(scene, "2027-01-01", "seats"));
    }

    [Fact]
    public void Of_versions_from_the_same_instant_the_one_the_source_changed_last_wins()
    {
        var scene = Scene.Utc.With(
            FactKinds.Subscriptions,
            "{ at: 2026-01-01, updated_at: 2026-01-03, seats: 10 }",
            "{ at: 2026-01-01, updated_at: 2026-01-02, seats: 90 }",
            "{ at: 2026-01-01, seats: 99 }");
        Assert.Equal(10, Last(scene, "2026-02-01", "seats"));
    }

    [Fact]
    public void Of_versions_nothing_else_tells_apart_the_content_decides_and_not_the_order_they_came_in()
    {
        string[] versions = ["{ at: 2026-01-01, seats: 10 }", "{ at: 2026-01-01, seats: 9 }", "{ at: 2026-01-01 }"];
        foreach (var (a, b, c) in new[] { (0, 1, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0) })
        {
            Assert.Equal(10, Last(Scene.Utc.With(FactKinds.Subscriptions, versions[a], versions[b], versions[c]), "2026-02-01", "seats"));
        }
    }

    [Fact]
    public void An_empty_text_and_no_text_are_different_versions_in_any_order()
    {
        const string Empty = "{ at: 2026-01-01, plan: '' }", None = "{ at: 2026-01-01 }";
        var one = Scene.Utc.With(FactKinds.Subscriptions, Empty, None).Reads("{ count: subscriptions, where: { plan: present } }", "2026-02-01");
        var other = Scene.Utc.With(FactKinds.Subscriptions, None, Empty).Reads("{ count: subscriptions, where: { plan: present } }", "2026-02-01");
        Assert.Equal(one, other);
        Assert.Equal(1d, one);
    }

    [Fact]
    public void A_later_version_that_is_learned_late_is_not_seen_before()
    {
        var scene = Scene.Utc.With(FactKinds.Subscriptions, "{ at: 2026-01-01, seats: 10 }", "{ at: 2026-02-01, recorded_at: 2026-02-10, seats: 20 }");
        Assert.Equal(10d, scene.Reads("{ last: seats, in: subscriptions }", "2026-02-05", "2026-02-09"));
        Assert.Equal(20d, scene.Reads("{ last: seats, in: subscriptions }", "2026-02-05", "2026-02-10"));
    }

    [Fact]
    public void Visible_facts_stand_in_the_order_they_took_effect()
    {
        var visible = Scene.Utc.With(
                FactKinds.Companies,
                "{ id: a, at: 2026-01-01, owner: first }",
                "{ id: b, at: 2026-01-05, owner: second }",
                "{ id: a, at: 2026-01-09, owner: third }")
            .History().Visible(FactKinds.Companies, Scene.Point("2026-02-01"));
        Assert.Equal(["second", "third"], visible.Select(f => f.Text(FactKinds.Companies["owner"])));
    }

    [Fact]
    public void A_moment_reads_as_absent_until_it_has_come()
    {
        var scene = Scene.Utc.With(Tickets, "{ at: 2026-03-01, opened_at: 2026-03-01, solved_at: 2026-03-10, csat: 5 }");
        Assert.Null(See(scene, "2026-03-09T23:59:59Z").Time(Tickets["solved_at"]));
        Assert.NotNull(See(scene, "2026-03-10").Time(Tickets["solved_at"]));
    }

    [Fact]
    public void A_value_known_from_a_moment_reads_as_absent_until_it_has_come()
    {
        var scene = Scene.Utc.With(Tickets, "{ at: 2026-03-01, opened_at: 2026-03-01, solved_at: 2026-03-10, csat: 5, reopened: 1 }");
        Assert.Null(See(scene, "2026-03-09").Number(Tickets["csat"]));
        Assert.Null(See(scene, "2026-03-09").Number(Tickets["reopened"]));
        Assert.Equal(5, See(scene, "2026-03-10").Number(Tickets["csat"]));
    }

    [Fact]
    public void A_moment_of_imported_history_is_learned_after_the_lag_of_its_stream()
    {
        var scene = Scene.Utc
            .Stream(Tickets, Stream.Connected with { LagMicros = Instant.MicrosPerDay })
            .With(Tickets, "{ at: 2026-03-01, opened_at: 2026-03-01, solved_at: 2026-03-10 }");
        Assert.Equal(1d, scene.Reads("{ open: tickets }", "2026-03-10"));
        Assert.Equal(0d, scene.Reads("{ open: tickets }", "2026-03-11"));
        Assert.Equal(0d, scene.Reads("{ open: tickets }", "2026-03-10", "2026-03-11"));
    }

    [Fact]
    public void A_planned_date_is_known_wherever_it_lies() =>
        Assert.Equal(
            FactText.At("2030-01-01"),
            Scene.Utc.With(FactKinds.Subscriptions, "{ at: 2026-01-01, ends_at: 2030-01-01 }").History()
                .Visible(FactKinds.Subscriptions, Scene.Point("2026-01-01"))[0].Time(FactKinds.Subscriptions["ends_at"]));

    [Theory]
    [InlineData("2026-03-01T06:00:00Z", 6d)]
    [InlineData("2026-03-01", 0d)]
    [InlineData("2026-02-28", null)]
    [InlineData("2026-03-20", null)]
    public void A_duration_spans_two_known_moments_forwards(string solvedAt, double? hours) =>
        Assert.Equal(hours, See(Scene.Utc.With(Tickets, $"{{ at: 2026-03-01, opened_at: 2026-03-01, solved_at: {solvedAt} }}"), "2026-03-10")
            .Number(Tickets["resolution_time"]) / Instant.MicrosPerHour);

    private static VisibleFact See(Scene scene, string asOf) => Assert.Single(scene.History().Visible(Tickets, Scene.Point(asOf)));

    private static int Count(Scene scene, FactKind kind, string asOf) => scene.History().Visible(kind, Scene.Point(asOf)).Count;

    private static double? Last(Scene scene, string asOf, string field) =>
        Assert.Single(scene.History().Visible(FactKinds.Subscriptions, Scene.Point(asOf))).Number(FactKinds.Subscriptions[field]);
}
