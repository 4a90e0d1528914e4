using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Runtime.Models;
using Mainstay.Store;
using Mainstay.Store.Snapshots;

namespace Mainstay.Runtime.Scoring;

/// <summary>What a run left in the store.</summary>
/// <param name="Accounts">Accounts with at least one score.</param>
/// <param name="Snapshots">Daily snapshots that are new.</param>
/// <param name="Tasks">Tasks that are new.</param>
/// <param name="ParentFindings">What is wrong with the parents that accounts name.</param>
public sealed record ScoringRunResult(int Accounts, long Snapshots, int Tasks, ImmutableArray<RollupFinding> ParentFindings);

/// <summary>
/// Scores accounts day by day into the store: snapshots, playbook states, tasks and their outbox rows of an account are
/// written in one transaction. Days that are kept are neither changed nor computed again: a run that was broken off is simply run again.
/// </summary>
public sealed class ScoringRun(Database database, string workspace, HealthModel model, ImmutablePlaybooks playbooks, TimeProvider clock)
{
    private const int AccountsPerCommit = 16;

    public async Task<ScoringRunResult> RunAsync(
        IReadOnlyCollection<AccountHistory> accounts, DayRange days, IProgress<AccountTimeline>? scored, CancellationToken cancellationToken)
    {
        var positions = await database.Snapshots.EpisodePositionsAsync(workspace, cancellationToken);
        var kept = await database.Snapshots.KeptDaysAsync(workspace, model.Version, model.Primary.Name, days.From, days.To, cancellationToken);
        var batches = new DayBatches(model, playbooks, days);
        var rollups = BookRollups.Of(model, accounts, days, cancellationToken);
        var open = OpenDays.Of(model, playbooks, accounts, days, rollups, kept, positions);
        var result = new ScoringRunResult(0, 0, 0, rollups.Findings);
        var timelines = Score(open.Done, days.To).Concat(Score(open.Open, open.From));
        foreach (var chunk in timelines.Chunk(AccountsPerCommit))
        {
            var committed = await CommitAsync(batches.Of(chunk, positions, clock.GetUtcNow()), cancellationToken);
            result = result with
            {
                Accounts = result.Accounts + chunk.Count(t => t.Days.Count > 0 || kept.ContainsKey(t.History.AccountId)),
                Snapshots = result.Snapshots + committed.Snapshots,
                Tasks = result.Tasks + committed.Tasks,
            };
        }

        return result;

        IEnumerable<AccountTimeline> Score(IReadOnlyCollection<AccountHistory> some, DateOnly from) =>
            BookScoring.Score(model, some, new DayRange(from, days.To), scored, cancellationToken, rollups);
    }

    private async Task<CommitResult> CommitAsync(ScoringBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            return await database.Snapshots.CommitAsync(workspace, batch, cancellationToken);
        }
        catch (ImmutableRecordException e)
        {
            throw new UserException($"{e.Message} A daily score stays as it was shown. Facts have come since: score the days after it, or publish a changed model.", e);
        }
    }
}
