using Mainstay.Core.Playbooks;
using Mainstay.Store.Audit;
using Mainstay.Store.Tasks;
using Mainstay.Store.Tests.Snapshots;
using static Mainstay.Store.Tests.Snapshots.Batches;

namespace Mainstay.Store.Tests.Tasks;

public abstract class TaskContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    [Fact]
    public async Task A_task_comes_back_with_everything_its_decision_says()
    {
        var decision = Decision("k", "a", Today, assignee: null);
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 1)).With(decision), Ct);

        var task = Assert.Single(await Store.Tasks.ListAsync("w", true, null, null, Ct));
        Assert.Equal(decision.Drivers, task.Drivers);
        Assert.Equal(
            new StoredTask
            {
                Key = "k",
                Playbook = "red_account",
                AccountId = "a",
                AccountName = "Company a",
                Title = "Call a",
                Priority = TaskPriority.High,
                Assignee = null,
                OpenedOn = Today,
                DueOn = Today.AddDays(2),
                Drivers = task.Drivers,
            },
            task);
    }

    [Fact]
    public async Task What_people_say_of_a_task_stays_with_it_and_the_last_word_counts()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, 1)).With(Decision("k", "a", Today, assignee: null)), Ct);
        Assert.True(await Store.Tasks.JudgeAsync("w", "k", TaskFeedback.False, By, Ct));
        Assert.False(await Store.Tasks.JudgeAsync("w", "k", TaskFeedback.False, By, Ct));
        Assert.True(await Store.Tasks.JudgeAsync("w", "k", TaskFeedback.Premature, By, Ct));
        Assert.False(await Store.Tasks.JudgeAsync("w", "unknown", TaskFeedback.Valid, By, Ct));
        var task = Assert.Single(await Store.Tasks.ListAsync("w", true, null, null, Ct));
        Assert.Equal((TaskFeedback.Premature, By.Name), (task.Feedback, task.FeedbackBy));
    }

    [Fact]
    public async Task Open_tasks_come_by_due_date_and_of_equal_ones_the_more_urgent_first()
    {
        await Store.Snapshots.CommitAsync(
            "w",
            Of(Today).With(
                Decision("1", "a", Today.AddDays(1), TaskPriority.Urgent),
                Decision("2", "a", Today, TaskPriority.Normal),
                Decision("3", "b", Today, TaskPriority.Urgent, "adam@x")),
            Ct);

        Assert.Equal(["3", "2", "1"], await KeysAsync(true));
        Assert.Equal(["2", "1"], await KeysAsync(true, assignee: "eve@x"));
        Assert.Equal(["3"], await KeysAsync(true, account: "b"));
        Assert.Empty(await KeysAsync(true, "eve@x", "b"));
    }

    [Fact]
    public async Task A_task_is_done_once_and_can_be_opened_again()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today).With(Decision("k", "a", Today)), Ct);

        Assert.True(await Store.Tasks.CompleteAsync("w", "k", Actor.Person("eve", null, Now), Ct));
        Assert.False(await Store.Tasks.CompleteAsync("w", "k", Actor.Person("adam", null, Now.AddDays(1)), Ct));
        Assert.Empty(await KeysAsync(true));
        var done = Assert.Single(await Store.Tasks.ListAsync("w", false, null, null, Ct));
        Assert.Equal((Now, "eve"), (done.DoneAt!.Value, done.DoneBy));

        Assert.True(await Store.Tasks.ReopenAsync("w", "k", By, Ct));
        Assert.False(await Store.Tasks.ReopenAsync("w", "k", By, Ct));
        var opened = Assert.Single(await Store.Tasks.ListAsync("w", true, null, null, Ct));
        Assert.Equal((null, null), (opened.DoneAt, opened.DoneBy));
    }

    [Fact]
    public async Task An_unknown_task_cannot_be_done_or_opened()
    {
        Assert.False(await Store.Tasks.CompleteAsync("w", "k", Actor.Person("eve", null, Now), Ct));
        Assert.False(await Store.Tasks.ReopenAsync("w", "k", By, Ct));
    }

    [Fact]
    public async Task Done_tasks_come_with_the_last_done_first()
    {
        await Store.Snapshots.CommitAsync("w", Of(Today).With(Decision("1", "a", Today), Decision("2", "a", Today)), Ct);
        await Store.Tasks.CompleteAsync("w", "1", Actor.Person("eve", null, Now), Ct);
        await Store.Tasks.CompleteAsync("w", "2", Actor.Person("eve", null, Now.AddHours(1)), Ct);

        Assert.Equal(["2", "1"], await KeysAsync(false));
    }

    private async Task<IEnumerable<string>> KeysAsync(bool open, string? assignee = null, string? account = null) =>
        (await Store.Tasks.ListAsync("w", open, assignee, account, Ct)).Select(t => t.Key);
}
