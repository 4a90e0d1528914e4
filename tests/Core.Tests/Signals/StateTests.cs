using Mainstay.Core.Facts;
using Mainstay.Core.Signals;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Signals;

public sealed class StateTests
{
    private const string AsOf = "2026-03-10";

    [Theory]
    [InlineData("2026-03-10", null, 1d)]
    [InlineData("2026-03-10T00:00:00.000001Z", null, 0d)]
    [InlineData("2026-03-01", "2026-03-10", 0d)]
    [InlineData("2026-03-01", "2026-03-10T00:00:00.000001Z", 1d)]
    [InlineData("2026-03-10", "2026-03-10", 0d)]
    [InlineData("2026-03-09", "2026-03-01", 0d)]
    public void A_ticket_opened_at_asof_is_open_and_one_solved_at_asof_is_not(string openedAt, string? solvedAt, double open) =>
        Assert.Equal(open, Scene.Utc
            .With(FactKinds.Tickets, $"{{ at: 2026-01-01, opened_at: {openedAt}{(solvedAt is null ? "" : $", solved_at: {solvedAt}")} }}")
            .Reads("{ open: tickets }", AsOf));

    [Theory]
    [InlineData("2026-03-10", 1d)]
    [InlineData("2026-03-09", 1d)]
    [InlineData("2026-03-11", 0d)]
    public void An_invoice_is_overdue_from_its_due_date_on(string dueAt, double overdue) =>
        Assert.Equal(overdue, Scene.Utc
            .With(FactKinds.Invoices, $"{{ at: 2026-01-01, due_at: {dueAt}, paid_at: 2026-04-01 }}")
            .Reads("{ count: invoices, while: overdue }", AsOf));

    [Theory]
    [InlineData("2026-03-09", 0d)]
    [InlineData("2026-03-10", 0d)]
    [InlineData("2026-03-11", 1d)]
    public void A_term_is_no_longer_held_at_its_end(string endsAt, double held) =>
        Assert.Equal(held, Scene.Utc
            .With(FactKinds.Subscriptions, $"{{ at: 2026-01-01, starts_at: 2026-01-01, ends_at: {endsAt} }}")
            .Reads("{ count: subscriptions, while: held }", AsOf));

    [Fact]
    public void A_contact_who_left_at_asof_is_not_active() =>
        Assert.Equal(0d, Scene.Utc
            .With(FactKinds.Contacts, "{ at: 2026-01-01, joined_at: 2026-01-01, left_at: 2026-03-10 }")
            .Reads("{ count: contacts, while: active }", AsOf));

    [Theory]
    [InlineData("at: 2026-03-10", 1d)]
    [InlineData("at: 2026-03-10T00:00:00.000001Z", 0d)]
    [InlineData("at: 2026-01-01, left_at: 2026-03-10", 0d)]
    [InlineData("at: 2026-01-01, left_at: 2026-03-11", 1d)]
    [InlineData("at: 2026-01-01, joined_at: 2026-03-11", 1d)]
    public void A_contact_is_active_since_the_source_lists_it_whether_a_date_of_joining_is_known_yet_or_not(string contact, double active) =>
        Assert.Equal(active, Scene.Utc.With(FactKinds.Contacts, $"{{ {contact} }}").Reads("{ count: contacts, while: active }", AsOf));

    [Fact]
    public void For_how_long_contacts_are_active_is_told_by_those_who_say_when_they_joined()
    {
        var scene = Scene.Utc.With(FactKinds.Contacts, "{ id: 1, at: 2026-01-01 }");
        Assert.Equal(MissingReason.Absent, scene.Reads("{ held_days: contacts }", AsOf));
        Assert.Equal(9d, scene.With(FactKinds.Contacts, "{ id: 2, at: 2026-03-01, joined_at: 2026-03-01 }").Reads("{ held_days: contacts }", AsOf));
    }

    [Fact]
    public void A_state_without_a_start_never_holds() =>
        Assert.Equal(0d, Scene.Utc.With(FactKinds.Tickets, "{ at: 2026-01-01, priority: critical }").Reads("{ open: tickets }", AsOf));

    [Fact]
    public void Open_says_the_same_as_count_while_open() =>
        Assert.Equal(
            Scene.MeasureOf("{ count: invoices, while: open, where: { amount: \"> 0\" } }").Describe(),
            Scene.MeasureOf("{ open: invoices, where: { amount: \"> 0\" } }").Describe());
}
