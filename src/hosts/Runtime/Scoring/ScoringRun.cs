using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
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
/// written in one transaction. Running the same days again adds nothing, so an interrupted run is simply run again.
/// </summary>
public sealed class ScoringRun(Database database, string workspace, HealthModel model, ImmutablePlaybooks playbooks, TimeProvider clock)
{
    private const int AccountsPerCommit = 16;

    public async Task<ScoringRunResult> RunAsync(
        IReadOnlyCollection<AccountHistory> accounts, DayRange days, IProgress<AccountTimeline>? scored, CancellationToken cancellationToken)
    {
        var positions = (await database.Snapshots.EpisodePositionsAsync(workspace, cancellationToken))
            .Where(p => playbooks.All.Any(playbook => playbook.Name == p.Key.Playbook))
            .ToDictionary();
        var evaluated = new DayRange(FirstDay(positions.Values, days), days.To);
        var rollups = BookRollups.Of(model, accounts, days, cancellationToken);
        var result = new ScoringRunResult(0, 0, 0, rollups.Findings);
        foreach (var chunk in BookScoring.Score(model, accounts, evaluated, scored, cancellationToken, rollups).Chunk(AccountsPerCommit))
        {
            var batch = Batch(chunk, days, positions);
            var committed = await CommitAsync(batch, cancellationToken);
            result = result with
            {
                Accounts = result.Accounts + chunk.Count(t => t.Days.Count > 0),
                Snapshots = result.Snapshots + committed.Snapshots,
                Tasks = result.Tasks + committed.Tasks,
            };
        }

        return result;
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

    // Days that nobody scored since the last fold are folded as well, or an episode that went on through them would begin anew.
    private static DateOnly FirstDay(IEnumerable<EpisodePosition> positions, DayRange days) =>
        positions.Select(p => p.Day.AddDays(1)).Append(days.From).Min();

    private ScoringBatch Batch(
        AccountTimeline[] timelines, DayRange days, Dictionary<(string Playbook, string AccountId), EpisodePosition> positions)
    {
        var moved = new List<(string Playbook, string AccountId, EpisodePosition Position)>();
        var decisions = new List<TaskDecision>();
        foreach (var (playbook, timeline) in playbooks.All.SelectMany(p => timelines.Select(t => (p, t))))
        {
            var account = timeline.History.AccountId;
            var start = positions.GetValueOrDefault((playbook.Name, account));
            if (start is not null && start.Day >= days.To)
            {
                continue;
            }

            var ahead = timeline.Days.Where(report => start is null ? report.Day >= days.From : report.Day > start.Day);
            var (end, decided) = PlaybookEngine.Fold(playbook, start, timeline.History, ahead);

            // An account that is not scored on the last day has no episode then, but its days are done all the same.
            var position = end?.Day == days.To ? end : new EpisodePosition(days.To, EpisodeState.None);
            moved.Add((playbook.Name, account, position));
            decisions.AddRange(decided.Where(decision => position.State is EpisodeState.Running running && running.Since == decision.Day));
        }

        return new ScoringBatch
        {
            Day = days.To,
            DecidedAt = clock.GetUtcNow(),
            PrimaryScore = model.Primary.Name,
            Snapshots = [.. timelines.SelectMany(t => t.Days).Where(report => days.Contains(report.Day)).SelectMany(ScoreSnapshot.Of), .. timelines.SelectMany(t => t.Rollups).SelectMany(ScoreSnapshot.Of)],
            Profiles = [.. timelines.Select(t => CompanyProfile.At(t.History, PointInTime.At(t.History.Calendar.StartOf(days.To))))],
            Positions = moved,
            Decisions = decisions,
        };
    }
}
