using Mainstay.Store.Drifts;
using Mainstay.Store.Work;

namespace Mainstay.Store.Tests.Drifts;

public abstract class DriftContract(Func<CancellationToken, Task<Database>> open) : StoreContract(open)
{
    private static readonly DateOnly Day = new(2026, 1, 31);

    [Fact]
    public async Task Looks_are_kept_with_their_sentences_the_newest_first_and_each_workspace_has_its_own()
    {
        await KeepAsync("w", Look(Day) with { Warnings = ["Müller’s usage moved.", "Calibrate \"anew\"."] });
        await KeepAsync("w", Look(Day.AddDays(30)) with { LookedAt = DateTimeOffset.UnixEpoch.AddTicks(10) });
        await KeepAsync("x", Look(Day) with { Model = "other" });

        var kept = await Store.Drifts.ListAsync("w", 10, Ct);
        Assert.Equal([Day.AddDays(30), Day], kept.Select(l => l.Day));
        Assert.Equal(["Müller’s usage moved.", "Calibrate \"anew\"."], kept[1].Warnings.AsEnumerable());
        Assert.Equal(("""{"accounts":1}""", null, DateTimeOffset.UnixEpoch.AddTicks(10)), (kept[0].Report, kept[0].Why, kept[0].LookedAt));
        Assert.Equal(Day.AddDays(30), (await Store.Drifts.NewestAsync("w", Ct))!.Day);
        Assert.Single(await Store.Drifts.ListAsync("w", 1, Ct));
        Assert.Equal("other", Assert.Single(await Store.Drifts.ListAsync("x", 10, Ct)).Model);
        Assert.Null(await Store.Drifts.NewestAsync("nobody", Ct));
    }

    [Fact]
    public async Task A_second_look_on_a_day_takes_the_place_of_the_first()
    {
        await KeepAsync("w", Look(Day) with { Warnings = ["Look."] });
        await KeepAsync("w", Look(Day) with { ModelVersion = "2" });
        Assert.Equal(("2", true), (await Store.Drifts.ListAsync("w", 10, Ct)) is [var only] ? (only.ModelVersion, only.Warnings.IsEmpty) : default);
    }

    [Fact]
    public async Task A_look_that_could_tell_nothing_is_forgotten_with_the_next_one()
    {
        await KeepAsync("w", Look(Day));
        await KeepAsync("w", Look(Day.AddDays(1)) with { Report = null, Why = "There are no accounts." });
        Assert.Equal("There are no accounts.", (await Store.Drifts.NewestAsync("w", Ct))!.Why);

        await KeepAsync("w", Look(Day.AddDays(2)) with { Report = null, Why = "There are no outcomes." });
        Assert.Equal([Day.AddDays(2), Day], (await Store.Drifts.ListAsync("w", 10, Ct)).Select(l => l.Day));
        await KeepAsync("w", Look(Day.AddDays(3)));
        Assert.Equal([Day.AddDays(3), Day], (await Store.Drifts.ListAsync("w", 10, Ct)).Select(l => l.Day));
    }

    [Fact]
    public async Task Who_has_lost_the_lease_keeps_nothing()
    {
        var lost = (await Store.Leases.ClaimAsync("w", "drift", "sleeper", TimeSpan.Zero, Ct))!;
        Assert.NotNull(await Store.Leases.ClaimAsync("w", "drift", "other", TimeSpan.FromHours(1), Ct));
        await Assert.ThrowsAsync<LeaseLostException>(() => Store.Drifts.KeepAsync("w", Look(Day), lost, Ct));
        Assert.Empty(await Store.Drifts.ListAsync("w", 10, Ct));
    }

    private async Task KeepAsync(string workspace, DriftLook look)
    {
        var lease = (await Store.Leases.ClaimAsync(workspace, "drift", "node", TimeSpan.FromHours(1), Ct))!;
        await Store.Drifts.KeepAsync(workspace, look, lease, Ct);
        await Store.Leases.ReleaseAsync(lease, Ct);
    }

    private static DriftLook Look(DateOnly day) => new(day, DateTimeOffset.UnixEpoch, "health", "1", [], """{"accounts":1}""", Why: null);
}
