using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Reports;
using Mainstay.Store.Audit;
using Mainstay.Store.Live;
using Mainstay.Store.Models;
using Mainstay.Store.Snapshots;
using Mainstay.Store.Work;
using static Mainstay.Store.Tests.Snapshots.Batches;

namespace Mainstay.Store.Tests.Live;

public abstract class LiveContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly Instant Noon = Instant.OfUtc(Today).Plus(12 * Instant.MicrosPerHour);

    [Fact]
    public async Task The_newest_scores_are_the_readings_of_a_moment_until_the_next_midnight()
    {
        await CommitAsync(Of(Today, Snapshot("a", Today, 80)));
        await CommitAsync(Moment(Noon, Reading("a", 55)));
        Assert.Equal((55, Noon), await CurrentAsync("a"));
        await CommitAsync(Moment(Noon.Plus(60), Reading("a", 54, Noon.Plus(60))));
        Assert.Equal((54, Noon.Plus(60)), await CurrentAsync("a"));

        var tomorrow = Today.AddDays(1);
        await CommitAsync(Of(tomorrow, Snapshot("a", tomorrow, 70)));
        Assert.Equal((70, Instant.OfUtc(tomorrow)), await CurrentAsync("a"));
        Assert.Equal([80, 70], (await Store.Snapshots.HistoryAsync("w", "a", null, Today, tomorrow, Ct)).Select(h => h.Value));
    }

    [Fact]
    public async Task A_midnight_that_is_scored_after_a_reading_of_its_day_does_not_take_its_place_in_the_book()
    {
        await CommitAsync(Moment(Noon, Reading("a", 55)));
        await CommitAsync(Of(Today, Snapshot("a", Today, 80)));
        var row = Assert.Single((await Store.Book.ReadAsync(new() { Workspace = "w", Offset = 0, Limit = 10 }, Ct)).Rows);

        Assert.Equal(55, row.Value);
        Assert.Equal(Reading("a", 55).Drivers.AsEnumerable(), row.Drivers);
        Assert.Equal((55, Noon), await CurrentAsync("a"));
    }

    [Fact]
    public async Task A_late_reading_does_not_take_the_place_of_a_newer_one()
    {
        await CommitAsync(Moment(Noon.Plus(60), Reading("a", 54, Noon.Plus(60))));
        await CommitAsync(Moment(Noon, Reading("a", 55)));

        Assert.Equal((54, Noon.Plus(60)), await CurrentAsync("a"));
        Assert.Equal(54, Assert.Single((await Store.Book.ReadAsync(new() { Workspace = "w", Offset = 0, Limit = 10 }, Ct)).Rows).Value);
        Assert.Equal([54], (await Store.Changes.AfterAsync("w", 0, 10, Ct)).Select(c => c.Now?.Value));
    }

    [Fact]
    public async Task Changes_tell_what_the_book_shows_and_showed_and_nothing_where_it_stays()
    {
        await CommitAsync(Moment(Noon, Reading("a", 55), Reading("b", 30)));
        await CommitAsync(Moment(Noon.Plus(1), Reading("a", 80, Noon.Plus(1)), Reading("b", 30, Noon.Plus(1))));
        await CommitAsync(Moment(Noon.Plus(2)) with { Profiles = [new CompanyProfile { AccountId = "b", Name = "b" }] });

        var changes = await Store.Changes.AfterAsync("w", 0, 10, Ct);
        Assert.Equal([1L, 2, 3, 4], changes.Select(c => c.Id));
        Assert.Equal(["a:yellow<", "b:red<", "a:green<yellow", "b:<red"], changes.Select(c => $"{c.AccountId}:{c.Now?.Tier}<{c.Before?.Tier}"));
        Assert.Equal(4, await Store.Changes.LastAsync("w", Ct));
        Assert.Equal([4L], (await Store.Changes.AfterAsync("w", 3, 10, Ct)).Select(c => c.Id));
        Assert.Equal([2L], (await Store.Changes.AfterAsync("w", 1, 1, Ct)).Select(c => c.Id));
    }

    [Fact]
    public async Task Changes_of_tiers_are_kept_and_others_forgotten_after_a_time()
    {
        await CommitAsync(Moment(Noon, Reading("a", 55)));
        await CommitAsync(Moment(Noon.Plus(1), Reading("a", 56, Noon.Plus(1))));
        Assert.Equal(0, await Store.Changes.ForgetAsync("w", Now, Ct));
        Assert.Equal(1, await Store.Changes.ForgetAsync("w", Now.AddHours(1), Ct));

        Assert.Equal([1L], (await Store.Changes.AfterAsync("w", 0, 10, Ct)).Select(c => c.Id));
    }

    [Fact]
    public async Task History_that_is_scored_tells_of_no_changes()
    {
        await CommitAsync(Of(Today, Snapshot("a", Today, 80)));
        Assert.Empty(await Store.Changes.AfterAsync("w", 0, 10, Ct));
    }

    [Fact]
    public async Task A_sweep_goes_on_where_it_was_and_its_last_part_completes_the_days()
    {
        await Store.Dirty.MarkAsync("w", ["a"], DirtyAccounts.Sent, Ct);
        var lease = (await Store.Leases.ClaimAsync("w", "scoring", "me", TimeSpan.FromMinutes(1), Ct))!;
        Assert.Equal(new Sweep(null, Today, ""), (await Store.Live.MidnightsAsync("w", lease, Noon, Ct)).Due);
        await CommitAsync(Of(Today) with { Swept = new SweptPart(Today, "m", IsLast: false), Under = lease });

        // Also when the next midnight has come: days are completed in order.
        var tomorrow = Noon.Plus(Instant.MicrosPerDay);
        Assert.Equal(new Sweep(null, Today, "m"), (await Store.Live.MidnightsAsync("w", lease, tomorrow, Ct)).Due);
        await CommitAsync(Of(Today) with { Swept = new SweptPart(Today, "z", IsLast: true), Under = lease });
        Assert.Equal(Today, Assert.Single(await Store.Live.WorkspacesAsync(Ct)).ScoredThrough);
        Assert.Equal(new Sweep(Today, Today.AddDays(1), ""), (await Store.Live.MidnightsAsync("w", lease, tomorrow, Ct)).Due);
        await CommitAsync(Of(Today.AddDays(1)) with { Swept = new SweptPart(Today.AddDays(1), "", IsLast: true), Under = lease });
        Assert.Equal(new Midnights(Today.AddDays(1), Instant.OfUtc(Today.AddDays(2)), null), await Store.Live.MidnightsAsync("w", lease, tomorrow, Ct));
    }

    [Fact]
    public async Task Who_has_lost_the_lease_neither_begins_nor_goes_on()
    {
        await Store.Dirty.MarkAsync("w", ["a"], DirtyAccounts.Sent, Ct);
        var lease = (await Store.Leases.ClaimAsync("w", "scoring", "me", TimeSpan.Zero, Ct))!;
        Assert.NotNull(await Store.Leases.ClaimAsync("w", "scoring", "other", TimeSpan.FromMinutes(1), Ct));

        await Assert.ThrowsAsync<LeaseLostException>(() => Store.Live.MidnightsAsync("w", lease, Noon, Ct));
        await Assert.ThrowsAsync<LeaseLostException>(() => CommitAsync(Moment(Noon, Reading("a", 1)) with { Under = lease }));
        Assert.Empty(await Store.Live.CurrentAsync("w", "a", Ct));
    }

    [Fact]
    public async Task Accounts_are_found_in_ordinal_order_from_any_place_on()
    {
        string[] accounts = ["Z", "a", "ab", "b", "ä", "ö"];
        foreach (var workspace in (string[])["w", "other"])
        {
            await Store.Facts.AppendAsync(workspace, accounts.Concat(accounts).Select(a => Company(a)).ToAsyncEnumerable(), null, null, Ct);
        }

        Assert.Equal(accounts, await Store.Live.AccountsAsync("w", "", 10, Ct));
        Assert.Equal(["ab", "b"], await Store.Live.AccountsAsync("w", "a", 2, Ct));
        Assert.Empty(await Store.Live.AccountsAsync("w", "ö", 2, Ct));
    }

    [Fact]
    public async Task Another_model_marks_every_account_of_a_workspace_that_is_live_and_of_no_other()
    {
        foreach (var workspace in (string[])["w", "still"])
        {
            await Store.Facts.AppendAsync(workspace, new[] { Company("a"), Company("b") }.ToAsyncEnumerable(), null, null, Ct);
            await Store.Models.SaveAsync(workspace, new StoredModel("m", "1", "model: m", Now), Actor.Mainstay(Now), Ct);
        }

        await Store.Dirty.MarkAsync("w", ["b"], 0, Ct);
        var lease = (await Store.Leases.ClaimAsync("w", "scoring", "me", TimeSpan.FromMinutes(1), Ct))!;
        await Store.Live.MidnightsAsync("w", lease, Noon, Ct);
        await CommitAsync(Of(Today) with { Swept = new SweptPart(Today, "z", IsLast: true), Answers = await Store.Dirty.FirstAsync("w", 10, Ct) });
        Assert.Empty(await Store.Dirty.FirstAsync("w", 10, Ct));

        foreach (var workspace in (string[])["w", "still"])
        {
            await Store.Models.ActivateAsync(workspace, "m", "1", "", Actor.Mainstay(Now), Ct);
        }

        Assert.Equal(["a", "b"], (await Store.Dirty.FirstAsync("w", 10, Ct)).Select(d => d.AccountId));

        // The marks of its import wait.
        Assert.All(await Store.Dirty.FirstAsync("still", 10, Ct), d => Assert.Equal(1, d.Marks));
        Assert.Equal(["w"], (await Store.Live.WorkspacesAsync(Ct)).Select(w => w.Id));
    }

    [Fact]
    public async Task What_failed_waits_longer_each_time_and_what_lies_ahead_waits_for_its_time()
    {
        await Store.Dirty.MarkAsync("w", ["bad", "good"], 0, Ct);
        var marks = await Store.Dirty.FirstAsync("w", 10, Ct);
        await Store.Dirty.FailAsync("w", [(marks[0] with { Failures = 5 }, "no such field")], Ct);
        await CommitAsync(Moment(Noon) with { Answers = [marks[1]], Ahead = [("good", TimeSpan.FromHours(1))] });

        Assert.Empty(await Store.Dirty.FirstAsync("w", 10, Ct));
        var failed = Assert.Single(await Store.Dirty.FailedAsync("w", 10, Ct));
        Assert.Equal(("bad", 1, "no such field"), (failed.AccountId, failed.Failures, failed.LastError));
        await Store.Dirty.MarkAsync("w", ["bad", "good"], 0, Ct);
        Assert.Equal(["good"], (await Store.Dirty.FirstAsync("w", 10, Ct)).Select(d => d.AccountId));
    }

    [Fact]
    public async Task Marks_wake_who_waits_in_this_process_and_are_told_once()
    {
        var waiting = Store.Dirty.Signal.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Ct);
        await Store.Dirty.MarkAsync("w", ["a"], 0, Ct);
        await waiting;
        Assert.Equal(["w"], Store.Dirty.Signal.Take());
        Assert.Empty(Store.Dirty.Signal.Take());
    }

    private static ScoreSnapshot Reading(string account, double value, Instant? moment = null) =>
        Snapshot(account, Today, value) with { Point = PointInTime.At(moment ?? Noon), Drivers = [new Driver("logins", "Log-ins", $"{value}", 1, 2)] };

    private static ScoringBatch Moment(Instant moment, params ScoreSnapshot[] readings) => Of(Today, readings) with { Moment = moment, IsLive = true };

    private static Fact Company(string account) => new()
    {
        Kind = FactKinds.Companies, Account = account, Id = account, At = Instant.OfUtc(Today), Values = [.. FactKinds.Companies.Fields.Select(_ => default(FactValue))],
    };

    private Task<CommitResult> CommitAsync(ScoringBatch batch) => Store.Snapshots.CommitAsync("w", batch, Ct);

    private async Task<(double?, Instant)> CurrentAsync(string account) =>
        await Store.Live.CurrentAsync("w", account, Ct) is [var score] ? (score.Value, score.Point.AsOf) : default;
}
