using Mainstay.Runtime.Tests.Live;
using Mainstay.Runtime.Watching;
using Mainstay.Store.Audit;
using Mainstay.Store.Models;

namespace Mainstay.Runtime.Tests.Watching;

public sealed class DriftWatchTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_workspace_is_looked_at_at_once_and_then_when_the_days_are_over()
    {
        await using var port = await LivePort.OpenAsync();
        var watch = WatchOf(port, everyDays: 30);
        await watch.LookAsync(Ct);
        var found = (await port.Database.Drifts.NewestAsync(Harbour.Workspace, Ct))!;
        Assert.Equal((Harbour.LastDay, null, port.Harbour.Health.Version), (found.Day, found.Why, found.ModelVersion));
        var report = DriftReport.Read(found.Report!);
        Assert.Equal(["use", "quiet", "tickets"], report.Signals.Select(s => s.Signal));
        Assert.Equal(report.Warnings, found.Warnings);

        foreach (var (days, looks) in ((int, int)[])[(0, 1), (29, 1), (30, 2), (31, 2), (60, 3)])
        {
            port.Harbour.Clock.Now = new DateTimeOffset(Harbour.LastDay.AddDays(days), new TimeOnly(7, 0), TimeSpan.Zero);
            await watch.LookAsync(Ct);
            Assert.Equal((days, looks), (days, (await port.Database.Drifts.ListAsync(Harbour.Workspace, 10, Ct)).Count));
        }
    }

    [Fact]
    public async Task After_half_a_year_somebody_is_reminded()
    {
        await using var port = await LivePort.OpenAsync();
        await PublishAsync(port, "old", Harbour.Model, port.Harbour.Clock.Now.AddDays(-200));
        await WatchOf(port, everyDays: 30).LookAsync(Ct);
        Assert.Contains((await port.Database.Drifts.NewestAsync(Harbour.Workspace, Ct))!.Warnings, w => w.StartsWith("The model is of 2026-04-15, 1", StringComparison.Ordinal));
        Assert.Contains(port.Told, line => line.Contains("The model is of 2026-04-15", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_version_is_looked_at_on_the_next_day()
    {
        await using var port = await LivePort.OpenAsync();
        var watch = WatchOf(port, everyDays: 30);
        await watch.LookAsync(Ct);
        await PublishAsync(port, "other", Harbour.Model.Replace("stable: 3", "stable: 4", StringComparison.Ordinal), port.Harbour.Clock.Now);
        port.Harbour.Clock.Now += TimeSpan.FromDays(1);
        await watch.LookAsync(Ct);
        Assert.Equal(["other", port.Harbour.Health.Version], (await port.Database.Drifts.ListAsync(Harbour.Workspace, 10, Ct)).Select(l => l.ModelVersion));
    }

    [Fact]
    public async Task A_workspace_that_nobody_left_says_why_nothing_can_be_told_and_is_tried_again_the_next_day()
    {
        await using var port = await LivePort.OpenAsync();
        await port.CopyAsync("young", "Europe/Berlin");
        var watch = WatchOf(port, everyDays: 30);
        foreach (var day in (int[])[0, 1])
        {
            await watch.LookAsync(Ct);
            var found = Assert.Single(await port.Database.Drifts.ListAsync("young", 10, Ct));
            Assert.Equal((Harbour.LastDay.AddDays(day), null, 0), (found.Day, found.Report, found.Warnings.Length));
            Assert.StartsWith("No outcomes are known", found.Why, StringComparison.Ordinal);
            port.Harbour.Clock.Now += TimeSpan.FromDays(1);
        }
    }

    [Fact]
    public async Task Where_no_model_is_in_use_there_is_nothing_to_say()
    {
        await using var port = await LivePort.OpenAsync();
        await port.Database.Workspaces.SaveAsync("empty", name: null, "UTC", Ct);
        await WatchOf(port, everyDays: 30).LookAsync(Ct);
        Assert.Empty(await port.Database.Drifts.ListAsync("empty", 10, Ct));
        Assert.DoesNotContain(port.Told, line => line.Contains("empty", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_two_nodes_one_looks_and_one_that_is_to_look_never_does_not()
    {
        await using var port = await LivePort.OpenAsync();
        await WatchOf(port, everyDays: 0).RunAsync(Ct);
        Assert.Null(await port.Database.Drifts.NewestAsync(Harbour.Workspace, Ct));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => WatchOf(port, everyDays: 30).LookAsync(Ct)));
        Assert.Single(port.Told, line => line.Contains("looked at the drift", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_midnight_of_a_day_is_scored_first()
    {
        await using var port = await LivePort.OpenAsync();
        port.Start();
        await port.SendAsync("sable");
        await port.SettleAsync();
        await port.StopAsync();
        port.Harbour.Clock.Now += TimeSpan.FromDays(1);
        await WatchOf(port, everyDays: 30).LookAsync(Ct);
        Assert.Null(await port.Database.Drifts.NewestAsync(Harbour.Workspace, Ct));
    }

    private static DriftWatch WatchOf(LivePort port, int everyDays) => new(port.Database, everyDays, port.Harbour.Clock, port.Logger<DriftWatch>());

    private static async Task PublishAsync(LivePort port, string version, string text, DateTimeOffset at)
    {
        await port.Database.Models.SaveAsync(Harbour.Workspace, new StoredModel("nervous", version, text, at), Actor.Mainstay(at), Ct);
        await port.Database.Models.ActivateAsync(Harbour.Workspace, "nervous", version, "", Actor.Mainstay(at), Ct);
    }
}
