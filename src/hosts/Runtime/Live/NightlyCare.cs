using System.Globalization;
using Mainstay.Runtime.Verifying;
using Mainstay.Store;
using Mainstay.Store.Live;
using Microsoft.Extensions.Logging;

namespace Mainstay.Runtime.Live;

/// <summary>
/// What a workspace needs once a night, when the midnight of its day is scored: old usage folds into days, old changes are forgotten,
/// and kept scores taken by chance are computed again.
/// </summary>
/// <param name="keepUsageDays">For how many days usage is kept event by event; null for ever.</param>
public sealed class NightlyCare(Database database, int? keepUsageDays, TimeProvider clock, ILogger<NightlyCare> logger)
{
    /// <summary>The fewest days that usage may be kept: windows of measures reach over single events.</summary>
    public const int FewestUsageDays = 35;

    private const int Replayed = 200;

    private static readonly TimeSpan LooksEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan OncePer = TimeSpan.FromHours(20);

    private readonly Dictionary<string, DateOnly> _tended = new(StringComparer.Ordinal);

    /// <summary>Tends all live workspaces of the database until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LooksEvery, clock);
        do
        {
            await LookAsync(cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Tends those whose day has changed since they were tended.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var workspace in await database.Live.WorkspacesAsync(cancellationToken))
            {
                if (workspace.ScoredThrough is { } day && _tended.GetValueOrDefault(workspace.Id) != day)
                {
                    await TendAsync(workspace.Id, day, cancellationToken);
                    _tended[workspace.Id] = day;
                }
            }
        }
        catch (Exception e) when (e is StoreUnavailableException or InvalidOperationException or InvalidDataException)
        {
            // It is tried again with the next look.
            LiveLog.NotTended(logger, e.Message);
        }
    }

    private async Task TendAsync(string workspace, DateOnly day, CancellationToken cancellationToken)
    {
        // One node does it; the lease is not given back, so that no other does it again that night.
        var name = string.Create(CultureInfo.InvariantCulture, $"care of {day:yyyy-MM-dd}");
        if (await database.Leases.ClaimAsync(workspace, name, Environment.MachineName, OncePer, cancellationToken) is null)
        {
            return;
        }

        if (keepUsageDays is { } days && await database.Facts.FoldUsageAsync(workspace, day.AddDays(-days), cancellationToken) is > 0 and var folded)
        {
            LiveLog.UsageFolded(logger, workspace, folded, days);
        }

        await database.Changes.ForgetAsync(workspace, clock.GetUtcNow() - ScoreChangeStore.KeptFor, cancellationToken);
        var replay = await new SnapshotReplay(database, workspace).RunAsync(Replayed, cancellationToken);
        LiveLog.Replayed(logger, workspace, replay.Replayed, replay.Differences.Count, replay.Informed, replay.Restated.Count);
        foreach (var difference in replay.Differences)
        {
            LiveLog.ReplayDiffers(logger, workspace, difference);
        }
    }
}
