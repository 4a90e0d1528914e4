using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Store.Audit;
using Mainstay.Store.Book;
using Mainstay.Store.Snapshots;
using static Mainstay.Store.Tests.Snapshots.Batches;

namespace Mainstay.Store.Tests.Snapshots;

public abstract class CommitContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    [Fact]
    public async Task The_same_batch_twice_changes_nothing()
    {
        var batch = Of(Today, Snapshot("a", Today, 30)).With(Decision("k", "a", Today));

        Assert.Equal(new CommitResult(1, 1), await Store.Snapshots.CommitAsync("w", batch, Ct));
        Assert.Equal(new CommitResult(0, 0), await Store.Snapshots.CommitAsync("w", batch, Ct));
        Assert.Single(await Store.Outbox.ClaimAsync("w", 10, Now, TimeSpan.Zero, Ct));
    }

    [Fact]
    public async Task A_day_that_was_scored_never_gets_another_value()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 30)), Ct);

        var e = await Assert.ThrowsAsync<ImmutableRecordException>(
            () => Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("b", Today, 1), Snapshot("a", Today, Math.BitIncrement(30d))), Ct));

        Assert.Contains("'a' on 2026-03-31", e.Message, StringComparison.Ordinal);
        Assert.Equal(30, (await Store.Snapshots.LatestAsync("w", "a", null, Ct))?.Value);
        Assert.Null(await Store.Snapshots.LatestAsync("w", "b", null, Ct));
    }

    [Fact]
    public async Task The_same_value_for_other_reasons_is_another_snapshot()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 30)), Ct);

        await Assert.ThrowsAsync<ImmutableRecordException>(
            () => Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 30) with { Drivers = [] }), Ct));
    }

    [Fact]
    public async Task A_missing_value_is_not_the_same_as_a_value()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, null)), Ct);

        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, null)), Ct);
        await Assert.ThrowsAsync<ImmutableRecordException>(() => Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 0)), Ct));
    }

    [Fact]
    public async Task A_batch_is_stored_as_a_whole_or_not_at_all()
    {
        var good = Decision("good", "a", Today);
        var dueBeforeItOpens = Decision("bad", "a", Today) with { DueOn = Today.AddDays(-1) };
        var batch = Of(Today, Snapshot("a", Today, 30)).With(good, dueBeforeItOpens) with
        {
            Positions = [("red_account", "a", new EpisodePosition(Today, new EpisodeState.Running(Today)))],
        };

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Store.Snapshots.CommitAsync("w", batch, Ct));

        Assert.Null(await Store.Snapshots.LatestAsync("w", "a", "health", Ct));
        Assert.Null(await Store.Snapshots.LastDayAsync("w", Ct));
        Assert.Empty(await Store.Snapshots.EpisodePositionsAsync("w", Ct));
        Assert.Empty(await Store.Tasks.ListAsync("w", true, null, null, Ct));
        Assert.Empty(await Store.Outbox.ClaimAsync("w", 10, Now, TimeSpan.Zero, Ct));
        Assert.Null((await Store.Book.ReadAsync(new BookQuery { Workspace = "w" }, Ct)).Day);
    }

    [Fact]
    public async Task A_task_comes_once_per_key_even_after_it_was_done()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today).With(Decision("k", "a", Today), Decision("k", "a", Today)), Ct);
        await Store.Tasks.CompleteAsync("w", "k", Actor.Person("eve", null, Now), Ct);

        Assert.Equal(0, (await Store.Snapshots.CommitAsync("w", Of(Today).With(Decision("k", "a", Today)), Ct)).Tasks);
        Assert.Empty(await Store.Tasks.ListAsync("w", true, null, null, Ct));
        Assert.Single(await Store.Outbox.ClaimAsync("w", 10, Now, TimeSpan.Zero, Ct));
    }

    [Fact]
    public async Task A_playbook_stands_where_it_was_last_said_to_stand()
    {
        var running = new EpisodePosition(Today, new EpisodeState.Running(Today.AddDays(-3)));
        var idle = new EpisodePosition(Today.AddDays(1), EpisodeState.None);
        await Store.Snapshots.CommitAsync("w", Of(Today) with { Positions = [("p", "a", running), ("p", "b", running), ("q", "a", idle)] }, Ct);
        await Store.Snapshots.CommitAsync("w", Of(Today) with { Positions = [("p", "b", idle)] }, Ct);

        var expected = new Dictionary<(string, string), EpisodePosition> { [("p", "a")] = running, [("p", "b")] = idle, [("q", "a")] = idle };
        Assert.Equal(expected, await Store.Snapshots.EpisodePositionsAsync("w", Ct));
    }

    [Fact]
    public async Task A_snapshot_after_the_batchs_day_or_without_a_profile_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today.AddDays(1), 1)), Ct));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 1)) with { Profiles = [] }, Ct));
    }

    [Fact]
    public async Task An_account_that_is_no_longer_scored_leaves_the_book_and_keeps_its_history()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 1), Snapshot("b", Today, 2)), Ct);
        var next = Of(Today.AddDays(1), Snapshot("b", Today.AddDays(1), 3));
        await Store.Snapshots.CommitAsync("w", next with { Profiles = [.. next.Profiles, new CompanyProfile { AccountId = "a", Name = "A" }] }, Ct);

        var page = await Store.Book.ReadAsync(new BookQuery { Workspace = "w" }, Ct);
        Assert.Equal("b", Assert.Single(page.Rows).AccountId);
        Assert.Single(await Store.Snapshots.HistoryAsync("w", "a", null, Today, Today, Ct));
    }
}
