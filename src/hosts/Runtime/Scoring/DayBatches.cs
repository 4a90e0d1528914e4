using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Models;
using Mainstay.Runtime.Models;
using Mainstay.Store.Snapshots;

namespace Mainstay.Runtime.Scoring;

/// <summary>
/// What the days of accounts leave in the store: snapshots, where playbooks stand, and the decisions of episodes that still run on
/// the last day.
/// </summary>
/// <param name="days">The days that are kept.</param>
public sealed class DayBatches(HealthModel model, ImmutablePlaybooks playbooks, DayRange days)
{
    /// <summary>
    /// The first day to be evaluated: days that nobody scored since the last fold are folded as well, or an episode that went on
    /// through them would begin anew.
    /// </summary>
    public DateOnly FirstDay(IReadOnlyDictionary<(string Playbook, string AccountId), EpisodePosition> positions) => positions
        .Where(p => playbooks.All.Any(playbook => playbook.Name == p.Key.Playbook))
        .Select(p => p.Value.Day.AddDays(1))
        .Append(days.From)
        .Min();

    /// <param name="positions">Where playbooks stood before.</param>
    public ScoringBatch Of(
        IReadOnlyCollection<AccountTimeline> timelines, IReadOnlyDictionary<(string Playbook, string AccountId), EpisodePosition> positions, DateTimeOffset decidedAt)
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

        var inputs = new AccountInputs(days);
        return new ScoringBatch
        {
            Day = days.To,
            DecidedAt = decidedAt,
            PrimaryScore = model.Primary.Name,
            Snapshots = [.. timelines.SelectMany(t => inputs.Snapshots(t)), .. timelines.SelectMany(t => t.Rollups).SelectMany(d => d.Snapshots())],
            Profiles = [.. timelines.Select(t => CompanyProfile.At(t.History, PointInTime.At(t.History.Calendar.StartOf(days.To)), model.Currency))],
            Positions = moved,
            Decisions = decisions,
        };
    }
}
