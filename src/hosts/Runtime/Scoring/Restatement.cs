using Mainstay.Core.Scores.Models;
using Mainstay.Runtime.Models;
using Mainstay.Store;
using Mainstay.Store.Live;
using Mainstay.Store.Snapshots;

namespace Mainstay.Runtime.Scoring;

/// <param name="Snapshots">Daily snapshots that are new.</param>
/// <param name="Tiers">How the primary score's days compare with those that are shown.</param>
public sealed record RestatementResult(int Accounts, long Snapshots, IReadOnlyList<RestatedTier> Tiers);

/// <summary>
/// Scores past days by another model beside those that are kept: what histories, lists and playbooks go by stays as it is. Facts count
/// as they were known at each midnight. Broken off, it is simply run again.
/// </summary>
public sealed class Restatement(Database database, string workspace, HealthModel model, TimeProvider clock)
{
    private const int AccountsPerCommit = 64;

    /// <param name="progress">Told how many accounts are done.</param>
    public async Task<RestatementResult> RunAsync(DayRange days, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var rollups = model.Rollups.IsEmpty
            ? BookRollups.None
            : BookRollups.Of(model, (await database.Facts.LoadBookAsync(workspace, cancellationToken)).Accounts, days, cancellationToken);
        var batches = new DayBatches(model, ImmutablePlaybooks.None, days);
        var (accounts, snapshots) = (0, 0L);
        for (var ids = await NextAsync(""); ids.Count > 0; ids = await NextAsync(ids[^1]))
        {
            LiveWork work = await database.Live.OfAsync(workspace, ids, clock, cancellationToken);
            var timelines = BookScoring.Score(model, work.Accounts, days, scored: null, cancellationToken, rollups).ToArray();
            var batch = batches.Of(timelines, work.Positions, clock.GetUtcNow()) with { IsBeside = true };
            snapshots += (await database.Snapshots.CommitAsync(workspace, batch, cancellationToken)).Snapshots;
            progress?.Report(accounts += timelines.Length);
        }

        return new RestatementResult(
            accounts, snapshots, await database.Snapshots.CompareAsync(workspace, model.Primary.Name, model.Version, days.From, days.To, cancellationToken));

        Task<IReadOnlyList<string>> NextAsync(string after) => database.Live.AccountsAsync(workspace, after, AccountsPerCommit, cancellationToken);
    }
}
