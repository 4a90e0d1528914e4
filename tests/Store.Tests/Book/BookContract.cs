using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Book;
using Mainstay.Store.Tests.Snapshots;
using static Mainstay.Store.Tests.Snapshots.Batches;

namespace Mainstay.Store.Tests.Book;

public abstract class BookContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    [Fact]
    public async Task A_page_is_what_filtering_sorting_and_paging_in_memory_gives()
    {
        var number = 0;
        var property = Prop.ForAll(
            Arb.From(BookSamples.Books),
            Arb.From(BookSamples.Queries.ArrayOf(8)),
            async (book, queries) =>
            {
                var workspace = $"w{number++}";

                // The day of the book must not depend on which accounts have a score on it, so one always has.
                CompanyProfile[] profiles = [.. book.Profiles, new CompanyProfile { AccountId = "Z", Name = "Last" }];
                var snapshots = book.Snapshots.Concat([Snapshot("Z", Today, 10), Snapshot("Z", Today, 20, "adoption")]).ToArray();
                await Store.Snapshots.CommitAsync(workspace, Of(Today) with { Snapshots = snapshots, Profiles = profiles }, Ct);
                var oracle = new BookOracle(Today, profiles, snapshots);
                foreach (var query in queries)
                {
                    AssertSame(oracle.Read(query), await Store.Book.ReadAsync(query with { Workspace = workspace }, Ct), query);
                }
            });
        await Task.Run(() => property.QuickCheckThrowOnFailure(), Ct);
    }

    [Fact]
    public async Task A_list_that_goes_on_after_each_row_shows_the_rows_of_one_long_page()
    {
        var number = 0;
        var property = Prop.ForAll(
            Arb.From(BookSamples.Books),
            Arb.From(BookSamples.Queries.ArrayOf(4)),
            async (book, queries) =>
            {
                var workspace = $"l{number++}";
                CompanyProfile[] profiles = [.. book.Profiles, new CompanyProfile { AccountId = "Z", Name = "Last" }];
                await Store.Snapshots.CommitAsync(
                    workspace, Of(Today) with { Snapshots = [.. book.Snapshots, Snapshot("Z", Today, 10), Snapshot("Z", Today, 20, "adoption")], Profiles = profiles }, Ct);
                foreach (var query in queries.Select(q => q with { Workspace = workspace, Offset = 0 }))
                {
                    var page = await Store.Book.ReadAsync(query with { Limit = 500 }, Ct);
                    var expected = page.Rows.Select(r => (r.AccountId, r.Value, r.Change));
                    Assert.Equal(expected, (await ListAsync(query with { Limit = 1 }, asOf: null)).Select(r => (r.AccountId, r.Value, r.Change)));
                    Assert.Equal(expected, (await ListAsync(query with { Limit = 2 }, asOf: Today)).Select(r => (r.AccountId, r.Value, r.Change)));
                }
            });
        await Task.Run(() => property.Check(Config.QuickThrowOnFailure.WithMaxTest(40)), Ct);
    }

    [Fact]
    public async Task An_account_that_comes_or_goes_moves_no_other_from_page_to_page()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("b", Today, 20), Snapshot("d", Today, 40), Snapshot("f", Today, 60)), Ct);
        var query = new BookQuery { Workspace = "w", Sort = BookSort.Score, Limit = 2 };
        var first = await Store.Book.ListAsync(query, asOf: null, after: null, Ct);
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 10), Snapshot("c", Today, 30), Snapshot("e", Today, 50)), Ct);

        Assert.Equal(["b", "d"], first.Select(a => a.Row.AccountId));
        Assert.Equal(["e", "f"], (await Store.Book.ListAsync(query, asOf: null, first[^1].Place, Ct)).Select(a => a.Row.AccountId));
    }

    [Fact]
    public async Task The_worst_tier_comes_first_then_the_unknown_then_the_better_ones()
    {
        await Store.Snapshots.CommitAsync(
            "w", Of(Today, Snapshot("green", Today, 90), Snapshot("unknown", Today, null), Snapshot("yellow", Today, 50), Snapshot("red", Today, 10)), Ct);

        var page = await Store.Book.ReadAsync(new BookQuery { Workspace = "w" }, Ct);
        Assert.Equal(["red", "unknown", "yellow", "green"], page.Rows.Select(r => r.AccountId));
        Assert.Equal(["green", "yellow", "red", "unknown"], page.Tiers.Select(t => t.Tier));
    }

    [Fact]
    public async Task Tasks_that_are_open_are_counted()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 1)).With(Decision("1", "a", Today), Decision("2", "a", Today)), Ct);
        await Store.Tasks.CompleteAsync("w", "1", Actor.Person("eve", null, Now), Ct);

        Assert.Equal(1, Assert.Single((await Store.Book.ReadAsync(new BookQuery { Workspace = "w" }, Ct)).Rows).OpenTasks);
    }

    [Fact]
    public async Task Nothing_scored_is_an_empty_page_without_a_day()
    {
        var page = await Store.Book.ReadAsync(new BookQuery { Workspace = "w" }, Ct);

        Assert.Null(page.Day);
        Assert.Empty(page.Rows);
    }

    [Theory]
    [InlineData(-1, 50)]
    [InlineData(0, 0)]
    [InlineData(0, 501)]
    public async Task A_page_that_cannot_be_is_refused(int offset, int limit) => await Assert.ThrowsAsync<ArgumentException>(
        () => Store.Book.ReadAsync(new BookQuery { Workspace = "w", Offset = offset, Limit = limit }, Ct));

    private async Task<List<BookRow>> ListAsync(BookQuery query, DateOnly? asOf)
    {
        var rows = new List<BookRow>();
        for (var page = await Store.Book.ListAsync(query, asOf, after: null, Ct); page.Length > 0; page = await Store.Book.ListAsync(query, asOf, page[^1].Place, Ct))
        {
            rows.AddRange(page.Select(p => p.Row));
        }

        return rows;
    }

    private static void AssertSame(BookPage expected, BookPage actual, BookQuery query) =>
        Assert.Equal($"{query}\n{JsonSerializer.Serialize(expected)}", $"{query}\n{JsonSerializer.Serialize(actual)}");
}
