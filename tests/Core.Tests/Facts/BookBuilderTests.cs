using Mainstay.Core.Facts;

namespace Mainstay.Core.Tests.Facts;

public sealed class BookBuilderTests
{
    [Fact]
    public void Accounts_stand_in_ordinal_order_of_their_ids()
    {
        var builder = new BookBuilder(Calendar.Utc);
        foreach (var account in new[] { "b", "a", "Z", "ä", "10", "9" })
        {
            builder.Add(Fact.Of(FactKinds.Usage, account, null, default));
        }

        var book = builder.Build();
        Assert.Equal(["10", "9", "Z", "a", "b", "ä"], book.Accounts.Select(a => a.AccountId));
        Assert.Equal("a", book.Find("a")!.AccountId);
        Assert.Null(book.Find("A"));
    }

    [Fact]
    public void An_account_sees_its_own_facts_only()
    {
        var book = new BookBuilder(Calendar.Utc)
            .Add(FactText.Of(FactKinds.Usage, "{ account: a, id: 1, at: 2026-01-01, user: ann }"))
            .Add(FactText.Of(FactKinds.Usage, "{ account: b, id: 1, at: 2026-01-02, user: bob }"))
            .Add(FactText.Of(FactKinds.Surveys, "{ account: b, id: 1, at: 2026-01-02, nps: 3 }"))
            .Build();
        var seen = Assert.Single(book.Find("a")!.Visible(FactKinds.Usage, Scene.Point("2026-02-01")));
        Assert.Equal("ann", seen.Text(FactKinds.Usage["user"]));
        Assert.Equal("1", seen.Id);
        Assert.Empty(book.Find("a")!.Visible(FactKinds.Surveys, Scene.Point("2026-02-01")));
    }

    [Fact]
    public void The_same_fact_twice_counts_once_where_it_has_an_id()
    {
        Assert.Equal(1d, Scene.Utc.With(FactKinds.Usage, "{ id: 1, at: 2026-01-01 }", "{ id: 1, at: 2026-01-01 }").Reads("{ count: usage }", "2026-02-01"));
        Assert.Equal(2d, Scene.Utc.With(FactKinds.Usage, "{ at: 2026-01-01 }", "{ at: 2026-01-01 }").Reads("{ count: usage }", "2026-02-01"));
    }

    [Fact]
    public void A_fact_with_the_wrong_number_of_values_is_refused()
    {
        var fact = Fact.Of(FactKinds.Usage, "a", "1", default) with { Values = [] };
        var refused = Assert.Throws<ArgumentException>(() => new BookBuilder(Calendar.Utc).Add(fact));
        Assert.Contains("of usage needs 5 values, not 0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_without_an_id_is_refused_because_no_version_could_follow_it()
    {
        var refused = Assert.Throws<ArgumentException>(() => new BookBuilder(Calendar.Utc).Add(Fact.Of(FactKinds.Tickets, "a", null, default)));
        Assert.Contains("of tickets needs an id", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_has_the_fields_of_its_kind_only()
    {
        Assert.Throws<ArgumentException>(() => Fact.Of(FactKinds.Usage, "a", null, default, ("usr", FactValue.Of("x"))));
        Assert.Equal("x", Fact.Of(FactKinds.Usage, "a", null, default, ("user", FactValue.Of("x")))["user"].Text);
    }

    [Fact]
    public void A_book_without_facts_has_no_accounts() => Assert.Empty(new BookBuilder(Calendar.Utc).Build().Accounts);

    [Fact]
    public void Six_events_give_the_same_reading_in_all_720_orders()
    {
        string[] events =
        [
            "{ id: 1, at: 2026-01-01, nps: 1 }", "{ id: 2, at: 2026-01-01, nps: 9 }", "{ id: 2, at: 2026-01-01, updated_at: 2026-01-02, nps: 4 }",
            "{ at: 2026-01-01, nps: 7 }", "{ at: 2026-01-01, nps: 6 }", "{ id: 2, at: 2026-01-01, nps: 8 }",
        ];
        var readings = Orders([0, 1, 2, 3, 4, 5])
            .Select(order => Scene.Utc.With(order.Select(i => FactText.Of(FactKinds.Surveys, events[i]))))
            .Select(scene => (scene.Reads("{ last: nps, in: surveys }", "2026-02-01"), scene.Reads("{ sum: nps, in: surveys }", "2026-02-01")))
            .ToArray();
        Assert.Equal(720, readings.Length);
        Assert.Equal((4d, 18d), Assert.Single(readings.Distinct()));
    }

    private static IEnumerable<int[]> Orders(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Orders([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}
