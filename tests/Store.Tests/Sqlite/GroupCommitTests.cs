using Mainstay.Store.Tests.Facts;
using Mainstay.Store.Tests.Snapshots;
using static Mainstay.Store.Tests.Snapshots.Batches;

namespace Mainstay.Store.Tests.Sqlite;

public sealed class GroupCommitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_writes_at_a_time_the_bad_ones_fail_alone_and_the_good_ones_are_kept()
    {
        var path = TemporaryFile.Path();
        await using (var store = await Database.OpenAsync(path, Ct))
        {
            var writes = Enumerable.Range(0, 400).Select(i => Task.Run(() => WriteAsync(store, i, fails: i % 4 == 0))).ToArray();
            await Task.WhenAll(writes);
        }

        await using var again = await Database.OpenAsync(path, Ct);
        Assert.Equal(Enumerable.Range(0, 400).Where(i => i % 4 != 0).Select(i => $"a{i:000}"), (await again.Facts.LoadBookAsync("w", Ct)).Accounts.Select(a => a.AccountId));
        Assert.Empty(await again.Tasks.ListAsync("w", true, null, null, Ct));
    }

    [Fact]
    public async Task A_write_that_is_cancelled_while_it_waits_is_not_done()
    {
        await using var store = await Database.OpenAsync(TemporaryFile.Path(), Ct);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.Facts.AppendAsync("w", new[] { FactSamples.Usage("a", 1) }.ToAsyncEnumerable(), null, null, cancelled.Token));
        Assert.Empty((await store.Facts.LoadBookAsync("w", Ct)).Accounts);
    }

    private static async Task WriteAsync(Database store, int number, bool fails)
    {
        if (!fails)
        {
            await store.Facts.AppendAsync("w", new[] { FactSamples.Usage($"a{number:000}", 1) }.ToAsyncEnumerable(), null, null, Ct);
            return;
        }

        // Opens a task, then breaks a rule of the schema with the next one.
        var (good, bad) = (Decision($"good{number}", "a", Today), Decision($"bad{number}", "a", Today) with { DueOn = Today.AddDays(-1) });
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => store.Snapshots.CommitAsync("w", Of(Today).With(good, bad), Ct));
    }
}
