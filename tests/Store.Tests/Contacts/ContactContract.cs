using Mainstay.Core.Facts;
using Mainstay.Store.Audit;

namespace Mainstay.Store.Tests.Contacts;

public abstract class ContactContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly Instant Day = Instant.OfUtc(new DateOnly(2026, 3, 1));

    [Fact]
    public async Task An_export_holds_all_that_names_the_person_by_address_or_id_and_nothing_of_others()
    {
        await FillAsync();
        var file = await Store.Contacts.FindAsync("w", ["ANA@acme.example"], Ct);
        Assert.Equal(["ANA@acme.example", "ana-7"], file.Names);
        Assert.Equal(
            ["acme contacts", "acme tickets", "acme usage", "acme usage", "acme usage", "other tickets"],
            file.Facts.Select(f => $"{f.Account} {f.Kind.Name}").Order(StringComparer.Ordinal));
        Assert.Empty((await Store.Contacts.FindAsync("w", ["a_a@acme.example"], Ct)).Facts);
        Assert.Empty((await Store.Contacts.FindAsync("v", ["ana@acme.example"], Ct)).Facts);
    }

    [Fact]
    public async Task After_an_erasure_nothing_names_the_person_and_all_that_is_counted_and_told_apart_is_as_before()
    {
        await FillAsync();
        var before = await ShapeAsync();
        Assert.Equal(6, await Store.Contacts.EraseAsync("w", ["ana@acme.example"], By, Ct));
        Assert.Equal(before, await ShapeAsync());
        var facts = await FactsAsync("acme");
        Assert.DoesNotContain(facts, f => f.Replace("dana@", "", StringComparison.Ordinal).Contains("ana", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(facts, f => f.Contains("Bob", StringComparison.Ordinal));
        Assert.Contains(facts, f => f.Contains("[erased]", StringComparison.Ordinal));
        Assert.Empty((await Store.Contacts.FindAsync("w", ["ana@acme.example", "ana-7"], Ct)).Facts);
        Assert.Equal(0, await Store.Contacts.EraseAsync("w", ["ana@acme.example"], By, Ct));
        var entry = Assert.Single(await Store.Audit.ListAsync("w", new AuditQuery { Action = "contact" }, Ct));
        Assert.DoesNotContain("ana", entry.Subject + entry.After, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Usage_that_is_kept_by_day_is_erased_too()
    {
        await FillAsync();
        await Store.Facts.FoldUsageAsync("w", new DateOnly(2026, 6, 1), Ct);
        var named = (await Store.Contacts.FindAsync("w", ["ana@acme.example"], Ct)).UsageUsers;
        Assert.Equal(["ana-7", "ana@acme.example"], named.Select(u => u[1..]).Order(StringComparer.Ordinal));
        var users = await UsersAsync();
        await Store.Contacts.EraseAsync("w", ["ana@acme.example"], By, Ct);
        Assert.Equal(users.Length, (await UsersAsync()).Length);
        Assert.Equal(["dana@acme.example"], (await UsersAsync()).Where(u => u.Contains("ana", StringComparison.Ordinal)));
    }

    private async Task<string[]> UsersAsync() =>
        [.. (await HistoryAsync("acme")).Visible(FactKinds.Usage, PointInTime.At(Instant.MaxValue)).Select(f => f.Text(FactKinds.Usage["user"])).OfType<string>().Distinct(StringComparer.Ordinal)];

    private async Task<string[]> FactsAsync(string account)
    {
        var rows = await Store.Facts.TimelineAsync("w", account, null, Instant.MinValue, Instant.MaxValue, null, 500, Ct);
        return [.. rows.Select(r => string.Join(' ', r.Fact.Values.Select(v => v.ToString()).Prepend(r.Fact.Id ?? "")))];
    }

    // How many facts of which kind when, how many people did something, and how many versions of how many objects there are.
    private async Task<string> ShapeAsync()
    {
        var rows = await Store.Facts.TimelineAsync("w", "acme", null, Instant.MinValue, Instant.MaxValue, null, 500, Ct);
        return $"{string.Join(' ', rows.Select(r => $"{r.Fact.Kind.Name}@{r.Fact.At.Micros}").Order(StringComparer.Ordinal))} users {(await UsersAsync()).Length} objects {rows.Select(r => (r.Fact.Kind, r.Fact.Id)).Distinct().Count()}";
    }

    private async Task<AccountHistory> HistoryAsync(string account) => (await Store.Facts.LoadAccountAsync("w", account, Ct))!;

    private Task<Mainstay.Store.Facts.FactWriteResult> FillAsync() => Store.Facts.AppendAsync(
        "w",
        new[]
        {
            Fact.Of(FactKinds.Contacts, "acme", "ana-7", Day, ("name", FactValue.Of("Ana Almeida")), ("email", FactValue.Of("Ana@acme.example"))),
            Fact.Of(FactKinds.Contacts, "acme", "bob-1", Day, ("name", FactValue.Of("Bob")), ("email", FactValue.Of("bob@acme.example"))),
            Fact.Of(FactKinds.Tickets, "acme", "t1", Day, ("contact", FactValue.Of("ana@ACME.example")), ("subject", FactValue.Of("Ana cannot log in"))),
            Fact.Of(FactKinds.Tickets, "other", "t2", Day, ("contact", FactValue.Of("ana@acme.example"))),
            Fact.Of(FactKinds.Usage, "acme", null, Day, ("user", FactValue.Of("ana@acme.example"))),
            Fact.Of(FactKinds.Usage, "acme", null, Day, ("user", FactValue.Of("ana@acme.example"))),
            Fact.Of(FactKinds.Usage, "acme", null, Day.Plus(1), ("user", FactValue.Of("ana-7"))),
            Fact.Of(FactKinds.Usage, "acme", null, Day.Plus(2), ("user", FactValue.Of("dana@acme.example"))),
        }.ToAsyncEnumerable(),
        null, null, Ct);
}
