using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Facts.Inputs;

namespace Mainstay.Core.Tests.Facts;

public sealed class InputHashTests
{
    private static readonly DateOnly From = new(2026, 3, 1);
    private static readonly DateOnly To = new(2026, 3, 10);

    [Fact]
    public void A_fact_counts_from_the_first_midnight_that_sees_it()
    {
        var before = Of(_ => { });
        Assert.Equal(DaysFrom(6), Differing(before, Of(b => b.Add(Invoice("i1", At(5, 10))))));
        Assert.Equal(DaysFrom(5), Differing(before, Of(b => b.Add(Invoice("i1", At(5))))));
        Assert.Equal(DaysFrom(6), Differing(before, Of(b => b.Add(Event("u", At(5))))));
    }

    [Fact]
    public void What_was_learned_later_leaves_the_days_before_as_they_were() =>
        Assert.Equal(DaysFrom(8), Differing(Of(_ => { }), Of(b => b.Add(Invoice("i1", At(2)) with { RecordedAt = At(7, 12) }))));

    [Fact]
    public void A_moment_counts_from_when_it_was_known()
    {
        var open = Of(b => b.Add(Invoice("i1", At(2))));
        Assert.Equal(DaysFrom(7), Differing(open, Of(b => b.Add(Invoice("i1", At(2), ("paid_at", FactValue.Of(At(6, 1))))))));
    }

    [Fact]
    public void A_value_that_is_another_is_another_input() =>
        Assert.Equal(DaysFrom(2), Differing(Of(b => b.Add(Invoice("i1", At(2), ("amount", FactValue.Of(5))))), Of(b => b.Add(Invoice("i1", At(2), ("amount", FactValue.Of(6)))))));

    [Fact]
    public void The_order_in_which_facts_came_and_other_accounts_leave_no_trace()
    {
        var one = Of(b => b.Add(Invoice("i1", At(2))).Add(Event("u", At(3))).Add(Event("v", At(3))));
        Assert.Equal(one, Of(b => b.Add(Invoice("zz", At(2)) with { Account = "another" }).Add(Event("v", At(3))).Add(Event("u", At(3))).Add(Invoice("i1", At(2)))));
    }

    [Fact]
    public void Usage_that_was_folded_into_days_is_the_same_input()
    {
        var events = Of(b => b.Add(Event("u", At(3, 1), ("quantity", FactValue.Of(2)))).Add(Event("u", At(3, 9), ("quantity", FactValue.Of(5)))));
        var folded = Of(b => b
            .Add(Event("u", At(3, 1), ("quantity", FactValue.Of(7))) with { RecordedAt = At(4) })
            .Add(Event("u", At(3, 1), ("quantity", FactValue.Of(0))) with { RecordedAt = At(4) }));
        Assert.Equal(events, folded);
        Assert.NotEqual(events, Of(b => b.Add(Event("u", At(3, 1), ("quantity", FactValue.Of(2)))).Add(Event("u", At(3, 9), ("quantity", FactValue.Of(6))))));
    }

    [Fact]
    public void A_rejected_row_a_rate_and_a_stream_are_input()
    {
        var before = Of(_ => { });
        Assert.Equal(DaysFrom(6), Differing(before, Of(b => b.Taint("acme", FactKinds.Tickets, At(1), At(5, 1), "t1"))));
        Assert.Equal(DaysFrom(4), Differing(before, Of(b => b.Exchange(ExchangeRates.Of([new ExchangeRate(new DateOnly(2026, 3, 4), "EUR", "USD", 1.1m)])))));
        Assert.Equal(DaysFrom(1), Differing(before, Of(b => b.Connect(FactKinds.Tickets, Stream.Connected))));
    }

    [Fact]
    public void A_stream_that_reaches_further_since_is_other_input_only_for_days_it_did_not_reach()
    {
        var shorter = Of(b => b.Connect(FactKinds.Tickets, Stream.Connected with { Through = At(5) }));
        Assert.Equal(DaysFrom(6), Differing(shorter, Of(b => b.Connect(FactKinds.Tickets, Stream.Connected with { Through = At(20) }))));
    }

    [Fact]
    public void A_day_has_the_same_number_whatever_days_are_asked_for_with_it()
    {
        static BookBuilder With(BookBuilder b) => b.Add(Invoice("i1", At(2))).Add(Event("u", At(4, 3)));
        var all = Of(b => With(b));
        var history = With(Book()).Build().Find("acme")!;
        Assert.Equal([all[4]], new InputHashes(history.Calendar, From.AddDays(4), From.AddDays(4)).Of(history));
    }

    [Fact]
    public void Numbers_are_the_same_in_every_version_of_Mainstay() =>
        Assert.Equal(4_917_152_856_402_772_161L, Of(b => b.Add(Invoice("i1", At(2), ("amount", FactValue.Of(5)))).Add(Event("u", At(3))))[^1]);

    private static Instant At(int day, int hour = 0) => Instant.OfUtc(new DateOnly(2026, 3, day)).Plus(hour * Instant.MicrosPerHour);

    private static int[] DaysFrom(int day) => [.. Enumerable.Range(day, To.Day - day + 1)];

    private static int[] Differing(long[] a, long[] b) => [.. a.Zip(b).Index().Where(p => p.Item.First != p.Item.Second).Select(p => From.Day + p.Index)];

    private static BookBuilder Book() => new BookBuilder(Calendar.Utc).Add(Company());

    private static long[] Of(Action<BookBuilder> fill)
    {
        var builder = Book();
        fill(builder);
        var history = builder.Build().Find("acme")!;
        return new InputHashes(history.Calendar, From, To).Of(history);
    }

    private static Fact Company() => Row(FactKinds.Companies, "acme", Instant.MinValue);

    private static Fact Invoice(string id, Instant at, params (string Field, FactValue Value)[] values) => Row(FactKinds.Invoices, id, at, values);

    private static Fact Event(string user, Instant at, params (string Field, FactValue Value)[] values) =>
        Row(FactKinds.Usage, null, at, [("user", FactValue.Of(user)), .. values]);

    private static Fact Row(FactKind kind, string? id, Instant at, params (string Field, FactValue Value)[] values)
    {
        var all = new FactValue[kind.Fields.Length];
        foreach (var (field, value) in values)
        {
            all[kind[field].Index] = value;
        }

        return new Fact { Kind = kind, Account = "acme", Id = id, At = at, Values = [.. all] };
    }
}
