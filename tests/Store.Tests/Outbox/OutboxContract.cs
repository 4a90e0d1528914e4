using Mainstay.Core.Playbooks;
using Mainstay.Store.Outbox;
using Mainstay.Store.Snapshots;
using Mainstay.Store.Tests.Snapshots;
using static Mainstay.Store.Tests.Snapshots.Batches;

namespace Mainstay.Store.Tests.Outbox;

public abstract class OutboxContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Every_new_task_has_one_message_under_its_key()
    {
        await DecideAsync("k");

        var row = Assert.Single(await ClaimAsync(Now));
        Assert.Equal(("w", "k", OutboxChannels.Log, Now, 1), (row.Workspace, row.IdempotencyKey, row.Channel, row.CreatedAt, row.Attempts));
        Assert.Contains("\"key\":\"k\"", row.Payload, StringComparison.Ordinal);
        Assert.Contains("\"priority\":\"High\"", row.Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_come_in_the_order_of_their_decisions()
    {
        await DecideAsync("z", "a", "m");
        await DecideAsync("b");

        Assert.Equal(["z", "a"], Keys(await Store.Outbox.ClaimAsync("w", 2, Now, Lease, Ct)));
        Assert.Equal(["m", "b"], Keys(await Store.Outbox.ClaimAsync("w", 2, Now, Lease, Ct)));
    }

    [Fact]
    public async Task A_message_that_is_not_marked_comes_again_when_its_lease_ends()
    {
        await DecideAsync("k");
        await ClaimAsync(Now);

        Assert.Empty(await ClaimAsync(Now + Lease - TimeSpan.FromMicroseconds(1)));
        Assert.Equal(2, Assert.Single(await ClaimAsync(Now + Lease)).Attempts);
    }

    [Fact]
    public async Task A_delivered_message_never_comes_again()
    {
        await DecideAsync("k");
        var id = Assert.Single(await ClaimAsync(Now)).Id;

        Assert.True(await Store.Outbox.MarkDeliveredAsync("w", id, Now, Ct));
        Assert.False(await Store.Outbox.MarkDeliveredAsync("w", id, Now, Ct));
        Assert.False(await Store.Outbox.MarkFailedAsync("w", id, "late", Now, Ct));
        Assert.Empty(await ClaimAsync(DateTimeOffset.MaxValue.AddDays(-1)));
    }

    [Fact]
    public async Task A_failed_message_comes_again_when_asked_and_does_not_hold_back_the_next()
    {
        await DecideAsync("bad", "good");
        var first = await Store.Outbox.ClaimAsync("w", 1, Now, Lease, Ct);
        Assert.True(await Store.Outbox.MarkFailedAsync("w", first[0].Id, "no route", Now.AddHours(1), Ct));

        Assert.Equal(["good"], Keys(await ClaimAsync(Now)));
        var again = await ClaimAsync(Now.AddHours(1));
        Assert.Equal(("bad", 2, "no route"), (again[0].IdempotencyKey, again[0].Attempts, again[0].LastError));
    }

    [Fact]
    public async Task A_message_that_was_given_up_never_comes_again()
    {
        await DecideAsync("k");
        await Store.Outbox.MarkFailedAsync("w", Assert.Single(await ClaimAsync(Now)).Id, "gone", null, Ct);

        Assert.Empty(await ClaimAsync(Now.AddYears(10)));
    }

    [Fact]
    public async Task Claimers_at_the_same_time_share_the_messages_between_them()
    {
        await DecideAsync([.. Enumerable.Range(0, 200).Select(i => $"k{i:000}")]);

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.Outbox.ClaimAsync("w", 30, Now, Lease, Ct), Ct)));

        var keys = claims.SelectMany(Keys).ToArray();
        Assert.Equal(200, keys.Length);
        Assert.Equal(200, keys.Distinct().Count());
    }

    private static IEnumerable<string> Keys(IEnumerable<OutboxRow> rows) => rows.Select(r => r.IdempotencyKey);

    private Task<CommitResult> DecideAsync(params string[] keys) => Store.Snapshots.CommitAsync(
        "w", Of(Today).With([.. keys.Select(k => Decision(k, "a", Today, TaskPriority.High))]), Ct);

    private Task<IReadOnlyList<OutboxRow>> ClaimAsync(DateTimeOffset now) => Store.Outbox.ClaimAsync("w", 100, now, Lease, Ct);
}
