using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Trends;
using Mainstay.Runtime.Models;
using Mainstay.Store;
using Mainstay.Store.Snapshots;

namespace Mainstay.Runtime.Scoring;

/// <summary>What a run left in the store.</summary>
/// <param name="Accounts">Accounts with at least one score.</param>
/// <param name="Snapshots">Daily snapshots, those that were there already included.</param>
/// <param name="Tasks">Tasks decided, those that were there already included.</param>
public sealed record ScoringRunResult(int Accounts, long Snapshots, int Tasks);

/// <summary>
/// Scores accounts day by day into the store: snapshots, playbook states, tasks and their outbox rows of an account are
/// written in one transaction. Running the same days again adds nothing, so an interrupted run is simply run again.
/// </summary>
public sealed class ScoringRun(Database database, string workspace, HealthModel model, ImmutablePlaybooks playbooks)
{
    private const int AccountsPerCommit = 16;

    public async Task<ScoringRunResult> RunAsync(
        IReadOnlyCollection<AccountHistory> accounts, DayRange days, IProgress<AccountTimeline>? scored, CancellationToken cancellationToken)
    {
        var positions = await database.Snapshots.EpisodePositionsAsync(workspace, cancellationToken);
        var result = new ScoringRunResult(0, 0, 0);
        var evaluated = new DayRange(FirstDay(positions.Values, days), days.To);
        foreach (var chunk in BookScoring.Score(model, accounts, evaluated, scored, cancellationToken).Chunk(AccountsPerCommit))
        {
            var batch = Batch(chunk, days, positions);
            await database.Snapshots.CommitAsync(workspace, batch, cancellationToken);
            result = new ScoringRunResult(
                result.Accounts + chunk.Count(t => t.Days.Count > 0),
                result.Snapshots + batch.Snapshots.Count,
                result.Tasks + batch.Decisions.Count);
        }

        return result;
    }

    // Days that nobody scored since the last fold are folded as well, or an episode that went on through them would begin anew.
    private static DateOnly FirstDay(IEnumerable<EpisodePosition> positions, DayRange days) =>
        positions.Select(p => p.Day.AddDays(1)).Append(days.From).Min();

    private ScoringBatch Batch(
        AccountTimeline[] timelines, DayRange days, IReadOnlyDictionary<(string Playbook, string AccountId), EpisodePosition> positions)
    {
        var states = new List<(string Playbook, string AccountId, EpisodePosition Position)>();
        var decisions = new List<TaskDecision>();
        foreach (var timeline in timelines)
        {
            foreach (var playbook in playbooks.All)
            {
                var start = positions.GetValueOrDefault((playbook.Name, timeline.History.AccountId));
                var ahead = timeline.Days.Where(report => start is null ? report.Day >= days.From : report.Day > start.Day);
                var (end, decided) = PlaybookEngine.Fold(playbook, start, timeline.History, ahead);
                if (end is not null && end != start)
                {
                    states.Add((playbook.Name, timeline.History.AccountId, end));
                }

                decisions.AddRange(decided.Where(decision => IsRunning(decision, end, days.To)));
            }
        }

        return new ScoringBatch
        {
            Snapshots = [.. timelines.SelectMany(t => t.Days).Where(report => days.Contains(report.Day)).SelectMany(ScoreSnapshot.Of)],
            Profiles = [.. timelines.Where(t => t.Days.Count > 0).Select(t => CompanyProfile.At(t.History, t.Days[^1].Report.Point))],
            States = states,
            Decisions = decisions,
        };
    }

    private static bool IsRunning(TaskDecision decision, EpisodePosition? end, DateOnly lastDay) =>
        end is { State: EpisodeState.Running { Since: var since } } && since == decision.Day && end.Day == lastDay;
}
