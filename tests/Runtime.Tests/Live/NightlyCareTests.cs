using Mainstay.Core.Facts;
using Mainstay.Runtime.Live;

namespace Mainstay.Runtime.Tests.Live;

public sealed class NightlyCareTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Once_a_night_old_usage_folds_into_days_old_changes_are_forgotten_and_kept_scores_are_replayed()
    {
        await using var port = await LivePort.OpenAsync();
        port.Start();
        await port.SendAsync("sable");
        await port.SettleAsync();
        var care = new NightlyCare(port.Database, keepUsageDays: 35, port.Harbour.Clock, port.Logger<NightlyCare>());
        await care.LookAsync(Ct);
        await care.LookAsync(Ct);

        Assert.Single(port.Told, line => line.Contains("usage events older than 35 days", StringComparison.Ordinal));
        Assert.Single(port.Told, line => line.Contains(" 0 come out otherwise", StringComparison.Ordinal));
        Assert.NotEmpty(await port.Database.Changes.AfterAsync(Harbour.Workspace, 0, 10, Ct));
        var first = await port.Database.Facts.LoadAccountAsync(Harbour.Workspace, "sable", Ct);
        Assert.NotEmpty(first!.Visible(FactKinds.Usage, PointInTime.At(Instant.MaxValue)));

        port.Harbour.Clock.Now += TimeSpan.FromDays(1);
        await port.SettleAsync(Harbour.LastDay.AddDays(1));
        await care.LookAsync(Ct);
        Assert.Equal(2, port.Told.Count(line => line.Contains(" 0 come out otherwise", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Of_two_nodes_one_does_it()
    {
        await using var port = await LivePort.OpenAsync();
        port.Start();
        await port.SendAsync("sable");
        await port.SettleAsync();
        foreach (var _ in (int[])[1, 2])
        {
            await new NightlyCare(port.Database, keepUsageDays: null, port.Harbour.Clock, port.Logger<NightlyCare>()).LookAsync(Ct);
        }

        Assert.Single(port.Told, line => line.Contains("computed again", StringComparison.Ordinal));
    }
}
