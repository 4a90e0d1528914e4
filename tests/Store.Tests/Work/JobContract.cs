using Mainstay.Store.Work;

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

    [Fact]
    public async Task A_job_tells_how_far_it_is_and_hears_that_it_is_to_stop()
    {
        var job = await Store.Jobs.BeginAsync("w", "import", "a", "{}", Long, Ct);
        Assert.Empty(await Store.Jobs.ClaimAsync("w", 1, Long, Ct));
        Assert.Equal(JobSignal.GoOn, await Store.Jobs.RenewAsync(job, Long, 0.5, Ct));
        Assert.Equal(JobSignal.GoOn, await Store.Jobs.RenewAsync(job, Long, null, Ct));
        Assert.Equal(0.5, (await Store.Jobs.FindAsync("w", job.Id, Ct))!.Progress);

        var asked = (await Store.Jobs.CancelAsync("w", job.Id, By, Ct))!;
        Assert.NotNull(asked.CancelledAt);
        Assert.NotNull(asked.DueAt);
        Assert.Equal(JobSignal.Stop, await Store.Jobs.RenewAsync(job, Long, null, Ct));
        await Store.Jobs.FailAsync(job, "stopped", null, Ct);
        Assert.Equal(JobSignal.Lost, await Store.Jobs.RenewAsync(job, Long, null, Ct));
        Assert.Equal(asked.CancelledAt, (await Store.Jobs.CancelAsync("w", job.Id, By, Ct))!.CancelledAt);
        Assert.Null(await Store.Jobs.CancelAsync("w", job.Id + 1, By, Ct));
        Assert.Null(await Store.Jobs.FindAsync("v", job.Id, Ct));
    }

    [Fact]
    public async Task A_job_that_nobody_has_begun_is_cancelled_at_once()
    {
        var id = await AddAsync("k", "");

        Assert.Null((await Store.Jobs.CancelAsync("w", id, By, Ct))!.DueAt);
        Assert.Empty(await Store.Jobs.ClaimAsync("w", 1, Long, Ct));
    }

    [Fact]
    public async Task Jobs_that_nobody_can_take_over_are_given_up_when_their_time_has_run_out()
    {
        var left = await Store.Jobs.BeginAsync("w", "import", "a", "{}", TimeSpan.FromMilliseconds(-1), Ct);
        var kept = await Store.Jobs.BeginAsync("w", "import", "b", "{}", Long, Ct);

        Assert.Equal(1, await Store.Jobs.GiveUpAsync("w", "import", "the server stopped", Ct));
        Assert.Equal("the server stopped", (await Store.Jobs.FindAsync("w", left.Id, Ct))!.LastError);
        Assert.Equal([kept.Id, left.Id], (await Store.Jobs.ListAsync("w", "import", null, 10, Ct)).Select(j => j.Id));
        Assert.Equal([left.Id], (await Store.Jobs.ListAsync("w", "import", kept.Id, 10, Ct)).Select(j => j.Id));
        Assert.Empty(await Store.Jobs.ListAsync("w", "rescore", null, 10, Ct));
    }

    private Task<long> AddAsync(string kind, string key) => Store.Jobs.AddAsync("w", kind, key, "{}", TimeSpan.Zero, Ct);
}
