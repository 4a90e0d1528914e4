using Mainstay.Store.Snapshots;
using Mainstay.Store.Work;
using static Mainstay.Store.Tests.Snapshots.Batches;

namespace Mainstay.Store.Tests.Work;

public abstract class LeaseContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public async Task Of_many_who_ask_at_the_same_time_one_holds_the_lease()
    {
        var asked = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Store.Leases.ClaimAsync("w", "scoring", $"node {i}", Long, Ct))));

        Assert.Equal(new Lease("w", "scoring", 1), Assert.Single(asked, lease => lease is not null));
        Assert.Equal(1, (await Store.Leases.ClaimAsync("other", "scoring", "node", Long, Ct))?.Fence);
        Assert.Equal(1, (await Store.Leases.ClaimAsync("w", "delivery", "node", Long, Ct))?.Fence);
    }

    [Fact]
    public async Task A_lease_that_was_released_or_has_run_out_goes_to_the_next_with_a_greater_fence()
    {
        var first = (await ClaimAsync(Long))!;
        Assert.Null(await ClaimAsync(Long));
        Assert.True(await Store.Leases.ReleaseAsync(first, Ct));
        var second = (await ClaimAsync(TimeSpan.Zero))!;
        var third = (await ClaimAsync(Long))!;

        Assert.Equal((1, 2, 3), (first.Fence, second.Fence, third.Fence));
        Assert.False(await Store.Leases.RenewAsync(second, Long, Ct));
        Assert.False(await Store.Leases.ReleaseAsync(second, Ct));
        Assert.Null(await ClaimAsync(Long));
    }

    [Fact]
    public async Task A_lease_that_has_run_out_and_was_not_taken_over_can_be_renewed()
    {
        var lease = (await ClaimAsync(TimeSpan.Zero))!;

        Assert.True(await Store.Leases.RenewAsync(lease, Long, Ct));
        Assert.Null(await ClaimAsync(Long));
    }

    [Fact]
    public async Task Who_sleeps_through_a_lease_and_wakes_up_writes_nothing()
    {
        var asleep = (await ClaimAsync(TimeSpan.Zero))!;
        var awake = (await ClaimAsync(Long))!;

        await Assert.ThrowsAsync<LeaseLostException>(() => CommitAsync(asleep, 1));
        Assert.Null(await Store.Snapshots.LatestAsync("w", "a", "health", Ct));
        Assert.Equal(1, (await CommitAsync(awake, 2)).Snapshots);
        Assert.Equal(2, (await Store.Snapshots.LatestAsync("w", "a", "health", Ct))?.Value);
    }

    [Fact]
    public async Task A_lease_of_another_workspace_is_none()
    {
        var other = await Store.Leases.ClaimAsync("other", "scoring", "node", Long, Ct);

        await Assert.ThrowsAsync<LeaseLostException>(() => CommitAsync(other!, 1));
    }

    private Task<Lease?> ClaimAsync(TimeSpan duration) => Store.Leases.ClaimAsync("w", "scoring", "node", duration, Ct);

    private Task<CommitResult> CommitAsync(Lease lease, double value) =>
        Store.Snapshots.CommitAsync("w", Of(Today, Snapshot("a", Today, value)) with { Under = lease }, Ct);
}
