using Mainstay.Core.Facts;
using Mainstay.Store.Audit;

namespace Mainstay.Store.Tests.Merging;

public abstract class MergeContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly Instant Day = Instant.OfUtc(new DateOnly(2026, 3, 1));
    private static readonly DateTimeOffset Merged = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);

    private static Actor Merger => Actor.Person("eve@x", null, Merged);

    [Fact]
    public async Task The_other_account_has_the_facts_from_the_merge_on_and_both_pasts_stay_what_they_were()
    {
        await FillAsync();
        var (facts, refusal) = await Store.Merges.MergeAsync("w", "old", "new", Merger, Ct);
        Assert.Equal((3, (string?)null), (facts, refusal));
        Assert.Equal(["new", "third"], (await Store.Facts.LoadBookAsync("w", Ct)).Accounts.Select(a => a.AccountId));
        Assert.Equal(["new"], (await Store.Facts.LoadAccountsAsync("w", ["old", "new"], Ct)).Select(a => a.AccountId));
        Assert.Equal(["new", "third"], (await Store.Facts.LoadCompaniesAsync("w", Ct)).Accounts.Select(a => a.AccountId));

        var history = (await Store.Facts.LoadAccountAsync("w", "new", Ct))!;
        Assert.Equal(1, UsersAt(history, new PointInTime(Instant.MaxValue, Instant.Of(Merged.AddSeconds(-1)))));
        Assert.Equal(3, UsersAt(history, new PointInTime(Instant.MaxValue, Instant.Of(Merged))));
        Assert.Equal("New", CompanyProfile.At(history, new PointInTime(Instant.MaxValue, Instant.MaxValue)).Name);
        Assert.Equal(2, UsersAt((await Store.Facts.LoadAccountAsync("w", "old", Ct))!, PointInTime.At(Instant.MaxValue)));
        Assert.Equal("new", (await Store.Dirty.FirstAsync("w", 1, Ct))[0].AccountId);
        var merge = Assert.Single(await Store.Merges.ListAsync("w", Ct));
        Assert.Equal(("old", "new", "eve@x"), (merge.Account, merge.Into, merge.By));
    }

    [Fact]
    public async Task Only_the_merged_account_is_part_of_another()
    {
        await FillAsync();
        await Store.Merges.MergeAsync("w", "old", "new", Merger, Ct);
        Assert.Equal(("old", "new"), await Store.Merges.OfAsync("w", "old", Ct) is { } merge ? (merge.Account, merge.Into) : default);
        Assert.Null(await Store.Merges.OfAsync("w", "new", Ct));
        Assert.Null(await Store.Merges.OfAsync("w", "third", Ct));
        Assert.Null(await Store.Merges.OfAsync("another", "old", Ct));
    }

    [Fact]
    public async Task What_came_since_is_brought_over_by_merging_again_and_parting_leaves_both_as_they_were()
    {
        await FillAsync();
        var before = await ShapeAsync("new");
        await Store.Merges.MergeAsync("w", "old", "new", Merger, Ct);
        Assert.Equal(0, (await Store.Merges.MergeAsync("w", "old", "new", Merger, Ct)).Facts);
        await AppendAsync(Use("old", "zoe", 9));
        Assert.Equal(1, (await Store.Merges.MergeAsync("w", "old", "new", Actor.Person("eve@x", null, Merged.AddDays(1)), Ct)).Facts);
        Assert.Equal(4, await Store.Merges.SplitAsync("w", "old", Merger, Ct));
        Assert.Equal(before, await ShapeAsync("new"));
        Assert.Equal(["new", "old", "third"], (await Store.Facts.LoadBookAsync("w", Ct)).Accounts.Select(a => a.AccountId));
        Assert.Null(await Store.Merges.SplitAsync("w", "old", Merger, Ct));
        Assert.Equal(
            ["account.merged", "account.merged", "account.merged", "account.split"],
            (await Store.Audit.ListAsync("w", new AuditQuery { Action = "account" }, Ct)).Select(e => e.Action).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Days_of_usage_go_along_and_come_back()
    {
        await FillAsync();
        await Store.Facts.FoldUsageAsync("w", new DateOnly(2026, 3, 15), Ct);
        var before = await ShapeAsync("new");
        await Store.Merges.MergeAsync("w", "old", "new", Merger, Ct);
        Assert.Equal(3, UsersAt((await Store.Facts.LoadAccountAsync("w", "new", Ct))!, PointInTime.At(Instant.MaxValue)));
        await Store.Merges.SplitAsync("w", "old", Merger, Ct);
        Assert.Equal(before, await ShapeAsync("new"));
        Assert.Equal(1, UsersAt((await Store.Facts.LoadAccountAsync("w", "new", Ct))!, PointInTime.At(Instant.MaxValue)));
    }

    [Fact]
    public async Task What_cannot_be_is_told_and_changes_nothing()
    {
        await FillAsync();
        Assert.Contains("itself", await RefusalAsync("old", "old"), StringComparison.Ordinal);
        Assert.Contains("Nothing is known", await RefusalAsync("old", "nobody"), StringComparison.Ordinal);
        Assert.Contains("Nothing is known", await RefusalAsync("nobody", "new"), StringComparison.Ordinal);
        await Store.Merges.MergeAsync("w", "old", "new", Merger, Ct);
        Assert.Contains("part of 'new' already", await RefusalAsync("old", "third"), StringComparison.Ordinal);
        Assert.Contains("merge into that", await RefusalAsync("third", "old"), StringComparison.Ordinal);
        Assert.Contains("part them first", await RefusalAsync("new", "third"), StringComparison.Ordinal);
        Assert.Single(await Store.Merges.ListAsync("w", Ct));
        Assert.Empty(await Store.Merges.ListAsync("v", Ct));
    }

    private static int UsersAt(AccountHistory history, PointInTime point) =>
        history.Visible(FactKinds.Usage, point).Select(f => f.Text(FactKinds.Usage["user"])).Distinct(StringComparer.Ordinal).Count();

    private static Fact Use(string account, string user, int minute) =>
        Fact.Of(FactKinds.Usage, account, null, Day.Plus(minute * 60_000_000L), ("user", FactValue.Of(user)));

    private async Task<string> RefusalAsync(string account, string into) => (await Store.Merges.MergeAsync("w", account, into, Merger, Ct)).Refusal!;

    private async Task<string> ShapeAsync(string account) => string.Join(
        '\n', (await Store.Facts.TimelineAsync("w", account, null, Instant.MinValue, Instant.MaxValue, null, 500, Ct))
            .Select(r => $"{r.Fact.Kind.Name} {r.Fact.At.Micros} {r.Fact.Id} {r.Fact.RecordedAt?.Micros} {string.Join(',', r.Fact.Values)}"));

    private Task<Mainstay.Store.Facts.FactWriteResult> AppendAsync(params Fact[] facts) => Store.Facts.AppendAsync("w", facts.ToAsyncEnumerable(), null, null, Ct);

    private Task<Mainstay.Store.Facts.FactWriteResult> FillAsync() => AppendAsync(
        Fact.Of(FactKinds.Companies, "old", "old", Day, ("name", FactValue.Of("Old"))),
        Fact.Of(FactKinds.Companies, "new", "new", Day, ("name", FactValue.Of("New"))),
        Fact.Of(FactKinds.Companies, "third", "third", Day, ("name", FactValue.Of("Third"))),
        Fact.Of(FactKinds.Tickets, "old", "t1", Day, ("subject", FactValue.Of("s"))),
        Use("old", "ana", 1), Use("old", "bob", 2), Use("new", "cleo", 1));
}
