using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Leaks;
using Mainstay.Core.Facts;
using Mainstay.Core.Tests.Facts;

namespace Mainstay.Core.Tests.Calibration.Leaks;

public sealed class FactLeaksTests
{
    private static readonly DateOnly Start = new(2025, 6, 1);

    [Fact]
    public void Honest_facts_raise_no_suspicion() => Assert.Empty(Leaks("{ count: usage, window: 30d }", _ => { }));

    [Fact]
    public void A_total_of_the_whole_life_that_is_known_from_the_first_day_is_named()
    {
        var leaks = Leaks("{ last: number, in: attributes }", planted: customer =>
            customer.Company.With(FactKinds.Attributes, $"{{ account: {customer.Id}, id: logins, at: 2025-06-01, name: logins, number: {customer.Life + customer.Noise} }}"));
        Assert.Contains((LeakKind.KnowsTheEnd, "signal"), leaks);
    }

    [Fact]
    public void A_value_without_a_date_that_tells_churn_is_named()
    {
        var leaks = Leaks("{ last: number, in: attributes }", planted: customer =>
            customer.Company.With(FactKinds.Attributes, $"{{ account: {customer.Id}, id: logins, at: 0001-01-01, name: logins, number: {customer.Life + customer.Noise} }}"));
        Assert.Contains((LeakKind.HasNoDate, "signal"), leaks);
    }

    [Fact]
    public void An_end_of_a_term_that_was_written_over_at_the_churn_is_named()
    {
        var leaks = Leaks("{ days_until: ends_at, in: subscriptions }", term: customer => customer.Churn ?? Start.AddMonths(24));
        Assert.Contains((LeakKind.EndIsRewritten, "subscriptions.ends_at"), leaks);
    }

    [Fact]
    public void An_end_that_only_those_have_who_will_leave_is_named()
    {
        var leaks = Leaks("{ days_until: ends_at, in: subscriptions }", term: customer => customer.Churn);
        Assert.Contains((LeakKind.EndIsRewritten, "subscriptions.ends_at"), leaks);
    }

    [Fact]
    public void Customers_who_leave_at_the_end_of_their_agreed_term_are_no_suspicion() =>
        Assert.DoesNotContain(Leaks("{ count: usage, window: 30d }", churnsOnMonths: true, term: customer => customer.Churn ?? Start.AddMonths(24)), l => l.Kind == LeakKind.EndIsRewritten);

    [Fact]
    public void A_reading_that_appears_only_after_the_end_is_named()
    {
        var leaks = Leaks("{ last: number, in: attributes }", planted: customer =>
        {
            if (customer.Churn is { } churn)
            {
                customer.Company.With(FactKinds.Attributes, $"{{ account: {customer.Id}, id: reason, at: {Company.Day(churn.AddDays(3))}, name: reason, number: 4 }}");
            }
        });
        Assert.Contains((LeakKind.AppearsWithTheOutcome, "signal"), leaks);
    }

    [Fact]
    public void Readings_that_were_recorded_after_the_fact_for_those_that_churned_are_named()
    {
        var leaks = Leaks("{ count: tickets, window: 90d }", planted: customer =>
        {
            if (customer.Churn is { } churn)
            {
                customer.Company.With(FactKinds.Tickets, $"{{ account: {customer.Id}, at: {Company.Day(churn.AddDays(-80))}, opened_at: {Company.Day(churn.AddDays(-80))}, recorded_at: {Company.Day(churn.AddDays(5))} }}");
            }
        });
        Assert.Contains((LeakKind.ChangesAfterwards, "signal"), leaks);
    }

    private static List<(LeakKind Kind, string Signal)> Leaks(
        string measure, Action<Customer>? planted = null, Func<Customer, DateOnly?>? term = null, bool churnsOnMonths = false)
    {
        var (random, company) = (new SplitMix64(3), new Company());
        for (var i = 0; i < 120; i++)
        {
            DateOnly? churn = i % 3 == 0 ? (churnsOnMonths ? Start.AddMonths(random.Whole(9, 16)) : Start.AddDays(random.Whole(270, 480))) : null;
            var customer = new Customer(company, $"a{i:000}", churn, random.Whole(0, 40));
            var ends = term?.Invoke(customer);
            company.With(FactKinds.Subscriptions, $"{{ account: {customer.Id}, at: {Company.Day(Start)}, starts_at: {Company.Day(Start)}{(ends is { } end ? $", ends_at: {Company.Day(end)}" : "")} }}");
            for (var week = 0; week < 85 && Start.AddDays(7 * week) is var day && !(day > churn); week++)
            {
                if (random.Chance(0.5))
                {
                    company.With(FactKinds.Usage, $"{{ account: {customer.Id}, at: {Company.Day(day)} }}");
                }
            }

            if (churn is { } left)
            {
                company.With(FactKinds.Outcomes, $"{{ account: {customer.Id}, at: {Company.Day(left)}, type: churned }}");
            }

            planted?.Invoke(customer);
        }

        var book = company.Book();
        var model = Scene.ModelOf($"""
            model: test
            tiers: {"{ green: 70, yellow: 40, red: 0 }"}
            signals:
              signal: {"{"} measure: {measure}, curve: [ [0, 0], [400, 100] ] {"}"}
            scores:
              health:
                all: {"{ weight: 1, signals: [ signal ] }"}
            """);
        return [.. FactLeaks.Of(Company.Observe(model, book), book.Accounts).Select(leak => (leak.Kind, leak.Signal))];
    }

    private sealed record Customer(Company Company, string Id, DateOnly? Churn, int Noise)
    {
        /// <summary>Days it will have stayed, known to nobody.</summary>
        public int Life => (Churn ?? new DateOnly(2026, 12, 31)).DayNumber - Start.DayNumber;
    }
}
