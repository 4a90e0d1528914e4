namespace Mainstay.Store.Tests.Work;

public abstract class JobContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_job_waits_once_per_kind_and_key_until_it_is_finished()
    {
        var first = await AddAsync("rescore", "a");
        Assert.Equal(first, await AddAsync("rescore", "a"));
        Assert.NotEqual(first, await AddAsync("rescore", "b"));
        Assert.NotEqual(first, await AddAsync("export", "a"));
        var job = (await Store.Jobs.ClaimAsync("w", 1, Long, Ct))[0];
        Assert.Equal(first, await AddAsync("rescore", "a"));
        Assert.True(await Store.Jobs.FinishAsync(job, "done", Ct));

        Assert.NotEqual(first, await AddAsync("rescore", "a"));
    }

    [Fact]
    public async Task Claimers_at_the_same_time_share_the_jobs_between_them()
    {
        for (var i = 0; i < 40; i++)
        {
            await AddAsync("k", $"{i}");
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.Jobs.ClaimAsync("w", 5, Long, Ct))));

        Assert.Equal(40, claims.SelectMany(c => c).Select(j => j.Id).Distinct().Count());
        Assert.Empty(await Store.Jobs.ClaimAsync("w", 1, Long, Ct));
    }

    [Fact]
    public async Task Who_claimed_a_job_that_another_has_claimed_since_can_no_longer_finish_it()
    {
        await AddAsync("k", "");
        var asleep = (await Store.Jobs.ClaimAsync("w", 1, TimeSpan.Zero, Ct))[0];
        var awake = (await Store.Jobs.ClaimAsync("w", 1, Long, Ct))[0];

        Assert.Equal(awake.Id, asleep.Id);
        Assert.False(await Store.Jobs.FinishAsync(asleep, "late", Ct));
        Assert.False(await Store.Jobs.FailAsync(asleep, "late", null, Ct));
        Assert.True(await Store.Jobs.FinishAsync(awake, "done", Ct));
        Assert.False(await Store.Jobs.FinishAsync(awake, "twice", Ct));
        var kept = Assert.Single(await Store.Jobs.ListAsync("w", 10, Ct));
        Assert.Equal(("done", 2, null), (kept.Result, kept.Attempts, kept.DueAt));
        Assert.NotNull(kept.FinishedAt);
    }

    [Fact]
    public async Task A_job_that_failed_is_tried_again_when_it_is_due_or_given_up()
    {
        await AddAsync("k", "");
        Assert.True(await Store.Jobs.FailAsync((await Store.Jobs.ClaimAsync("w", 1, Long, Ct))[0], "first", TimeSpan.Zero, Ct));
        var again = (await Store.Jobs.ClaimAsync("w", 1, Long, Ct))[0];
        Assert.Equal(("first", 2), (again.LastError, again.Attempts));
        Assert.True(await Store.Jobs.FailAsync(again, "second", Long, Ct));
        Assert.Empty(await Store.Jobs.ClaimAsync("w", 1, Long, Ct));

        await AddAsync("other", "");
        Assert.True(await Store.Jobs.FailAsync((await Store.Jobs.ClaimAsync("w", 1, Long, Ct))[0], "never", null, Ct));
        Assert.Empty(await Store.Jobs.ClaimAsync("w", 1, Long, Ct));
        Assert.Equal(["never", "second"], (await Store.Jobs.ListAsync("w", 10, Ct)).Select(j => j.LastError));
    }

    private Task<long> AddAsync(string kind, string key) => Store.Jobs.AddAsync("w", kind, key, "{}", TimeSpan.Zero, Ct);
}
