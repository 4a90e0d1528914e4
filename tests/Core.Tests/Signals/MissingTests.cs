using Mainstay.Core.Facts;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Signals;

public sealed class MissingTests
{
    private const string AsOf = "2026-03-10";

    [Theory]
    [InlineData("{ mean: nps, in: surveys, window: 7d }")]
    [InlineData("{ min: nps, in: surveys, window: 7d }")]
    [InlineData("{ max: nps, in: surveys, window: 7d }")]
    [InlineData("{ last: nps, in: surveys, window: 7d }")]
    [InlineData("{ days_since: surveys, window: 7d }")]
    [InlineData("{ nps: nps, in: surveys, window: 7d }")]
    [InlineData("{ lookup: user, in: surveys, values: { ann: 1 }, window: 7d }")]
    [InlineData("{ share: surveys, where: { nps: \">= 9\" }, window: 7d }")]
    public void What_was_never_seen_is_absent_and_what_was_seen_before_the_window_is_stale(string measure)
    {
        Assert.Equal(MissingReason.Absent, Scene.Utc.Reads(measure, AsOf));
        Assert.Equal(MissingReason.Stale, Scene.Utc.With(FactKinds.Surveys, "{ at: 2026-03-01, nps: 5, user: ann }").Reads(measure, AsOf));
        Assert.Equal(MissingReason.Absent, Scene.Utc.With(FactKinds.Surveys, "{ at: 2026-03-10, nps: 5 }").Reads(measure, AsOf));
    }

    [Theory]
    [InlineData("{ sum: quantity, in: usage }")]
    [InlineData("{ sum: quantity, in: usage, window: 30d }")]
    [InlineData("{ distinct: event, in: usage }")]
    public void Facts_that_never_carry_the_field_say_nothing_about_it_and_no_facts_say_zero(string measure)
    {
        var scene = Scene.Utc.With(FactKinds.Usage, "{ at: 2026-03-01, user: ann }", "{ at: 2026-03-02, user: bob }");
        Assert.Equal(MissingReason.Absent, scene.Reads(measure, AsOf));
        Assert.Equal(0d, scene.Reads(measure, "2026-03-01"));
        Assert.IsType<double>(scene.With(FactKinds.Usage, "{ at: 2026-03-03, quantity: 0, event: view }").Reads(measure, AsOf));
    }

    [Fact]
    public void What_has_not_happened_yet_to_any_is_absent_and_what_happened_before_the_window_is_stale()
    {
        const string measure = "{ mean: resolution_time, in: tickets, on: solved_at, window: 7d }";
        var open = Scene.Utc.With(FactKinds.Tickets, "{ id: 1, at: 2026-01-01, opened_at: 2026-01-01 }", "{ id: 2, at: 2026-01-02, opened_at: 2026-01-02, solved_at: 2026-03-10 }");
        Assert.Equal(new Reading.Missing(MissingReason.Absent, "no tickets by solved_at yet"), open.Read(measure, AsOf));
        Assert.IsType<double>(open.Reads(measure, "2026-03-11"));
        Assert.Equal(new Reading.Missing(MissingReason.Stale, "none in 7 days"), open.Read(measure, "2026-03-18"));
    }

    [Theory]
    [InlineData("{ count: usage }", 0d)]
    [InlineData("{ open: tickets }", 0d)]
    [InlineData("{ sum: amount, in: invoices, while: overdue }", 0d)]
    [InlineData("{ distinct: user, in: usage, window: 30d }", 0d)]
    [InlineData("{ slope: usage, window: 28d }", 0d)]
    [InlineData("{ count: tickets, weights: { priority: { high: 2 } } }", 0d)]
    [InlineData("{ adopted: { event: [report] }, in: usage }", 0d)]
    [InlineData("{ open_days: tickets }", 0d)]
    [InlineData("{ reached: usage }", 0d)]
    [InlineData("{ changed: plan, in: subscriptions, window: 30d }", 0d)]
    public void Nothing_from_a_connected_stream_is_zero(string measure, double zero) => Assert.Equal(zero, Scene.Utc.Reads(measure, AsOf));

    [Theory]
    [InlineData("{ count: usage }")]
    [InlineData("{ ratio: [ { count: tickets }, { count: usage } ] }")]
    [InlineData("{ change: { count: usage, window: 7d } }")]
    public void Nothing_from_a_stream_that_is_not_connected_is_absent(string measure)
    {
        var reading = Scene.Utc.Stream(FactKinds.Usage, Stream.NotConnected).With(FactKinds.Usage, "{ at: 2026-03-01 }").Read(measure, AsOf);
        Assert.Equal(new Reading.Missing(MissingReason.Absent, "no source of usage is connected"), reading);
    }

    [Theory]
    [InlineData("2026-03-10", false)]
    [InlineData("2026-03-10T00:00:00.000001Z", true)]
    public void Before_a_stream_begins_nothing_is_read(string from, bool isMissing)
    {
        var reading = Scene.Utc.Stream(FactKinds.Usage, Stream.Connected with { From = FactText.At(from) }).Read("{ count: usage }", AsOf);
        Assert.Equal(isMissing, reading is Reading.Missing { Reason: MissingReason.Absent });
    }

    [Theory]
    [InlineData("2026-03-10", 0, false)]
    [InlineData("2026-03-09T23:59:59.999999Z", 0, true)]
    [InlineData("2026-03-07", 3, false)]
    [InlineData("2026-03-06T23:59:59.999999Z", 3, true)]
    public void A_stream_is_stale_when_it_ended_more_than_its_days_ago(string through, int days, bool isStale)
    {
        var stream = Stream.Connected with { Through = FactText.At(through), StaleAfterDays = days };
        var reading = Scene.Utc.Stream(FactKinds.Usage, stream).Read("{ count: usage }", AsOf);
        Assert.Equal(isStale, reading is Reading.Missing { Reason: MissingReason.Stale });
    }

    [Theory]
    [InlineData("2026-03-10T00:00:00.000001Z", false)]
    [InlineData("2026-03-10T23:59:59.999999Z", false)]
    [InlineData("2026-03-11", true)]
    public void What_is_complete_through_a_midnight_is_fresh_for_the_day_that_begins_there(string at, bool isStale)
    {
        var stream = Stream.Connected with { Through = FactText.At("2026-03-10") };
        var reading = Scene.Utc.Stream(FactKinds.Usage, stream).Read("{ count: usage }", at);
        Assert.Equal(isStale, reading is Reading.Missing { Reason: MissingReason.Stale });
    }

    [Fact]
    public void Dividing_by_zero_is_not_applicable()
    {
        Assert.Equal(
            new Reading.Missing(MissingReason.NotApplicable, "count of tickets is zero"),
            Scene.Utc.With(FactKinds.Usage, "{ at: 2026-03-01 }").Read("{ ratio: [ { count: usage }, { count: tickets } ] }", AsOf));
        Assert.Equal(
            new Reading.Missing(MissingReason.NotApplicable, "count of usage, 7 days was zero 7 days ago"),
            Scene.Utc.With(FactKinds.Usage, "{ at: 2026-03-09 }").Read("{ change: { count: usage, window: 7d } }", AsOf));
    }

    [Fact]
    public void A_word_that_stands_for_no_number_is_not_applicable() => Assert.Equal(
        new Reading.Missing(MissingReason.NotApplicable, "plan 'gold' stands for no number"),
        Scene.Utc.With(FactKinds.Companies, "{ at: 2026-03-01, plan: gold }").Read("{ lookup: plan, in: companies, values: { pro: 1 } }", AsOf));

    [Theory]
    [InlineData("{ days_to: usage }")]
    [InlineData("{ scaled: { count: usage, window: 30d } }")]
    [InlineData("{ term_days: subscriptions }")]
    public void Before_the_first_term_begins_nothing_is_counted_from_it(string measure)
    {
        Assert.Equal(MissingReason.NotApplicable, Scene.Utc.Reads(measure, AsOf));
        Assert.Equal(MissingReason.NotApplicable, Scene.Utc.With(FactKinds.Subscriptions, "{ at: 2026-03-01, starts_at: 2026-03-11, ends_at: 2027-01-01 }").Reads(measure, AsOf));
        Assert.IsType<double>(Scene.Utc.With(FactKinds.Subscriptions, "{ at: 2026-03-01, starts_at: 2026-03-10, ends_at: 2027-01-01 }").Reads(measure, AsOf));
    }

    [Fact]
    public void A_term_without_an_end_has_no_length() => Assert.Equal(
        MissingReason.NotApplicable,
        Scene.Utc.With(FactKinds.Subscriptions, "{ at: 2026-01-01, starts_at: 2026-01-01 }").Reads("{ term_days: subscriptions }", AsOf));

    [Fact]
    public void Two_earlier_windows_are_no_habit_and_windows_before_the_first_fact_are_none()
    {
        var scene = Scene.Utc.With(FactKinds.Usage, "{ at: 2026-02-17 }", "{ at: 2026-03-09 }");
        Assert.Equal(
            new Reading.Missing(MissingReason.Absent, "only 2 of 8 earlier windows to compare with"),
            scene.Read("{ deviation: { count: usage, window: 7d }, floor: 1 }", AsOf));
        Assert.Equal(0d, scene.With(FactKinds.Usage, "{ at: 2026-02-10 }").Reads("{ deviation: { count: usage, window: 7d }, floor: 1 }", AsOf));
    }

    [Fact]
    public void A_ratio_misses_what_its_parts_miss()
    {
        var scene = Scene.Utc.With(FactKinds.Surveys, "{ at: 2026-01-01, nps: 5 }");
        Assert.Equal(MissingReason.Stale, scene.Reads("{ ratio: [ { last: nps, in: surveys, window: 7d }, { last: seats, in: subscriptions } ] }", AsOf));
        Assert.Equal(MissingReason.Absent, scene.Reads("{ ratio: [ { count: usage }, { last: seats, in: subscriptions } ] }", AsOf));
    }

    [Fact]
    public void A_change_says_when_it_missed_something() =>
        Assert.Equal(
            new Reading.Missing(MissingReason.Absent, "no surveys yet, 30 days ago"),
            Scene.Utc.With(FactKinds.Surveys, "{ at: 2026-03-01, nps: 5 }").Read("{ change: { last: nps, in: surveys }, over: 30d }", AsOf));

    [Fact]
    public void A_rejected_row_makes_signals_of_its_kind_corrupt_and_tells_what_the_good_rows_say()
    {
        var scene = Scene.Utc.With(FactKinds.Usage, "{ at: 2026-03-01 }")
            .Change(builder => builder.Taint("acme", FactKinds.Usage, FactText.At("2026-03-05")));
        Assert.Equal(
            new Reading.Missing(MissingReason.Corrupt, "rows of usage were rejected", new Reading.Observed(1)), scene.Read("{ count: usage }", AsOf));
        Assert.Equal(
            new Reading.Missing(MissingReason.Corrupt, "rows of usage were rejected", new Reading.Missing(MissingReason.NotApplicable, "count of tickets is zero")),
            scene.Read("{ ratio: [ { count: usage }, { count: tickets } ] }", AsOf));
        Assert.Equal(0d, scene.Reads("{ count: tickets }", AsOf));
    }

    [Fact]
    public void A_rejected_row_taints_from_when_it_would_have_been_seen()
    {
        var occurrence = Tainted(FactKinds.Usage, "2026-03-05", null);
        Assert.Equal(0d, occurrence.Reads("{ count: usage }", "2026-03-05"));
        Assert.Equal(MissingReason.Corrupt, occurrence.Reads("{ count: usage }", "2026-03-05T00:00:00.000001Z"));

        var version = Tainted(FactKinds.Tickets, "2026-03-05", null);
        Assert.Equal(0d, version.Reads("{ count: tickets }", "2026-03-04T23:59:59Z"));
        Assert.Equal(MissingReason.Corrupt, version.Reads("{ count: tickets }", "2026-03-05"));
        Assert.Equal(MissingReason.Corrupt, Tainted(FactKinds.Tickets, null, null).Reads("{ count: tickets }", "1999-01-01"));
    }

    [Fact]
    public void A_row_rejected_later_does_not_change_what_was_shown_before()
    {
        var scene = Tainted(FactKinds.Usage, "2026-03-05", "2026-03-20");
        Assert.Equal(0d, scene.Reads("{ count: usage }", AsOf, "2026-03-19"));
        Assert.Equal(MissingReason.Corrupt, scene.Reads("{ count: usage }", AsOf, "2026-03-20"));

        // The earlier one of two still counts, whichever was noted first.
        scene.Change(builder => builder.Taint("acme", FactKinds.Usage, FactText.At("2026-03-09"), FactText.At("2026-03-09")));
        Assert.Equal(MissingReason.Corrupt, scene.Reads("{ count: usage }", AsOf, "2026-03-19"));
        Assert.Equal(0d, scene.Reads("{ count: usage }", "2026-03-08", "2026-03-19"));
    }

    [Fact]
    public void A_row_of_imported_history_is_rejected_after_the_lag_of_its_stream()
    {
        var scene = Tainted(FactKinds.Usage, "2026-03-05", null).Stream(FactKinds.Usage, Stream.Connected with { LagMicros = Instant.MicrosPerDay });
        Assert.Equal(0d, scene.Reads("{ count: usage }", "2026-03-05T23:59:59Z"));
        Assert.Equal(MissingReason.Corrupt, scene.Reads("{ count: usage }", "2026-03-06"));
    }

    [Theory]
    [InlineData("at: 2026-03-05", null, true)]
    [InlineData("at: 2026-03-06", null, true)]
    [InlineData("at: 2026-03-04", null, false)]
    [InlineData("at: 2026-03-04, recorded_at: 2026-03-07", "2026-03-06", true)]
    [InlineData("at: 2026-03-04, recorded_at: 2026-03-06", "2026-03-06", false)]
    [InlineData("at: 2026-03-05, recorded_at: 2026-03-11", "2026-03-06", false)]
    public void A_good_row_with_the_id_of_a_rejected_one_ends_the_taint_once_it_is_seen_unless_it_may_be_older(string row, string? recordedAt, bool isMended)
    {
        var scene = Scene.Utc
            .With(FactKinds.Tickets, $"{{ id: 7, {row} }}")
            .Change(builder => builder.Taint("acme", FactKinds.Tickets, FactText.At("2026-03-05"), recordedAt is null ? null : FactText.At(recordedAt), "7"));
        Assert.Equal(isMended ? 1d : MissingReason.Corrupt, scene.Reads("{ count: tickets }", AsOf));
        Assert.Equal(MissingReason.Corrupt, scene.Change(builder => builder.Taint("acme", FactKinds.Tickets, null, null, "7")).Reads("{ count: tickets }", AsOf));
    }

    private static Scene Tainted(FactKind kind, string? from, string? recordedAt) => Scene.Utc.Change(builder => builder.Taint(
        "acme", kind, from is null ? null : FactText.At(from), recordedAt is null ? null : FactText.At(recordedAt)));
}
