using Mainstay.Actions.Tasks;
using Mainstay.Core.Playbooks;
using Mainstay.Store;
using Mainstay.Store.Snapshots;

namespace Mainstay.Actions.Tests;

public sealed class TaskMessageTests
{
    [Theory]
    [InlineData("eve@x")]
    [InlineData(null)]
    public void A_message_reads_back_what_it_wrote(string? assignee)
    {
        var written = new TaskMessage("w", TaskSamples.Call with { Assignee = assignee });

        AssertSame(written.Task, TaskMessage.Parse("w", written.ToJson()).Task);
    }

    [Fact]
    public async Task A_message_is_what_the_store_put_into_its_outbox()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var store = await Database.OpenAsync(":memory:", ct);
        var batch = new ScoringBatch
        {
            Day = TaskSamples.Call.Day,
            DecidedAt = DateTimeOffset.UnixEpoch,
            PrimaryScore = "health",
            Snapshots = [],
            Profiles = [],
            Positions = [],
            Decisions = [TaskSamples.Call],
        };
        await store.Snapshots.CommitAsync("w", batch, ct);

        var row = Assert.Single(await store.Outbox.ClaimAsync("w", 1, DateTimeOffset.UnixEpoch, TimeSpan.Zero, ct));
        var message = TaskMessage.Parse(row.Workspace, row.Payload);
        Assert.Equal("w", message.Workspace);
        AssertSame(TaskSamples.Call, message.Task);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"key\":1}")]
    public void A_payload_that_is_no_task_is_refused(string payload) =>
        Assert.Throws<FormatException>(() => TaskMessage.Parse("w", payload));

    private static void AssertSame(TaskDecision expected, TaskDecision actual)
    {
        Assert.Equal(expected.Drivers, actual.Drivers);
        Assert.Equal(expected, actual with { Drivers = expected.Drivers });
    }
}
