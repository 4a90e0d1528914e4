using static Mainstay.Store.Tests.Snapshots.Batches;

namespace Mainstay.Store.Tests.Work;

public abstract class DirtyContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    [Fact]
    public async Task The_most_urgent_come_first_and_of_equal_ones_those_that_wait_longest()
    {
        await Store.Dirty.MarkAsync("w", ["b", "late"], 0, Ct);

        // Within the same tick of the clock neither waits longer.
        await Task.Delay(20, Ct);
        await Store.Dirty.MarkAsync("w", ["a"], 0, Ct);
        await Store.Dirty.MarkAsync("w", ["urgent", "late"], 5, Ct);

        Assert.Equal(["late", "urgent", "b", "a"], await AccountsAsync(10));
        Assert.Equal(["late"], await AccountsAsync(1));
    }

    [Fact]
    public async Task Scores_clear_the_marks_they_answer_and_what_was_marked_meanwhile_stays()
    {
        await Store.Dirty.MarkAsync("w", ["a", "b"], 0, Ct);
        var seen = await Store.Dirty.FirstAsync("w", 10, Ct);
        await Store.Dirty.MarkAsync("w", ["b"], 0, Ct);

        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 1), Snapshot("b", Today, 1)) with { Answers = seen }, Ct);

        Assert.Equal(["b"], await AccountsAsync(10));
    }

    [Fact]
    public async Task What_is_marked_without_pause_goes_behind_those_that_wait_each_time_it_is_scored()
    {
        await Store.Dirty.MarkAsync("w", ["hot"], 10, Ct);
        await Task.Delay(20, Ct);
        await Store.Dirty.MarkAsync("w", ["waits"], 10, Ct);
        var seen = await Store.Dirty.FirstAsync("w", 1, Ct);
        await Store.Dirty.FailAsync("w", [(seen[0], "not yet")], Ct);
        await Store.Dirty.MarkAsync("w", ["hot"], 10, Ct);
        await Task.Delay(20, Ct);

        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("hot", Today, 1)) with { Answers = seen }, Ct);

        Assert.Equal(["waits", "hot"], await AccountsAsync(10));
        Assert.Empty(await Store.Dirty.FailedAsync("w", 10, Ct));
    }

    [Fact]
    public async Task Scores_that_are_not_stored_clear_nothing()
    {
        await Store.Dirty.MarkAsync("w", ["a"], 0, Ct);
        var seen = await Store.Dirty.FirstAsync("w", 10, Ct);
        var bad = Decision("k", "a", Today) with { DueOn = Today.AddDays(-1) };

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 1)) with { Answers = seen, Decisions = [bad] }, Ct));

        Assert.Equal(seen, await Store.Dirty.FirstAsync("w", 10, Ct));
    }

    [Fact]
    public async Task A_worker_finds_the_workspaces_in_which_something_waits()
    {
        Assert.Empty(await Store.Workspaces.WithWorkAsync(Ct));
        await Store.Dirty.MarkAsync("accounts", ["a"], 0, Ct);
        await Store.Jobs.AddAsync("jobs", "k", "", "", TimeSpan.Zero, Ct);
        await Store.Jobs.AddAsync("later", "k", "", "", TimeSpan.FromHours(1), Ct);
        await Store.Snapshots.CommitAsync("messages", Of(Today) with { Decisions = [Decision("k", "a", Today)] }, Ct);

        Assert.Equal(["accounts", "jobs", "messages"], await Store.Workspaces.WithWorkAsync(Ct));
        Assert.Equal(["accounts", "jobs", "later", "messages"], await Store.WorkspacesAsync(Ct));
    }

    [Fact]
    public async Task A_workspace_keeps_its_name_and_when_it_came_into_being()
    {
        await Store.Dirty.MarkAsync("w", ["a"], 0, Ct);
        var made = Assert.Single(await Store.Workspaces.ListAsync(Ct));
        await Store.Workspaces.SaveAsync("w", "Westwind", "Europe/Berlin", Ct);

        var now = Assert.Single(await Store.Workspaces.ListAsync(Ct));
        Assert.Equal(("w", "UTC"), (made.Name, made.ZoneId));
        Assert.Equal(made with { Name = "Westwind", ZoneId = "Europe/Berlin" }, now);
        Assert.NotNull(now.CreatedAt);
    }

    private async Task<IEnumerable<string>> AccountsAsync(int most) => (await Store.Dirty.FirstAsync("w", most, Ct)).Select(a => a.AccountId);
}
