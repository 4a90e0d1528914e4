using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Store.Snapshots;

namespace Mainstay.Runtime.Live;

/// <summary>An account as it was read at a moment.</summary>
/// <param name="Dated">Null when it is not scored at that time.</param>
/// <param name="Rollups">Null where no account below is scored.</param>
internal sealed record MomentReading(AccountHistory History, DatedReport? Dated, DatedRollups? Rollups);

/// <summary>What readings of a moment leave in the store.</summary>
internal sealed class MomentBatches(ScoringRules rules)
{
    /// <param name="day">The local day of the moment.</param>
    /// <param name="positions">Where playbooks stand after the day's midnight.</param>
    public ScoringBatch Of(
        IReadOnlyCollection<MomentReading> readings, DateOnly day, PointInTime point, IReadOnlyDictionary<(string Playbook, string AccountId), EpisodePosition> positions)
    {
        var moved = new List<(string Playbook, string AccountId, EpisodePosition Position)>();
        var decisions = new List<TaskDecision>();
        var profiles = readings.ToDictionary(r => r, r => CompanyProfile.At(r.History, point, rules.Model.Currency));
        foreach (var (playbook, reading) in rules.Playbooks.All.SelectMany(p => readings.Select(r => (p, r))))
        {
            // A moment opens an episode, and only a midnight ends one: what swings within a day is told once.
            var position = positions.GetValueOrDefault((playbook.Name, reading.History.AccountId)) ?? new EpisodePosition(day, EpisodeState.None);
            if (position.Day == day
                && PlaybookEngine.Advance(playbook, position.State, reading.Dated, profiles[reading]) is (EpisodeState.Running next, { } decision))
            {
                moved.Add((playbook.Name, reading.History.AccountId, new EpisodePosition(day, next)));
                decisions.Add(decision);
            }
        }

        return new ScoringBatch
        {
            Day = day,
            Moment = point.AsOf,
            DecidedAt = point.AsOf.ToDateTimeOffset(),
            PrimaryScore = rules.Model.Primary.Name,
            Snapshots = [.. readings.SelectMany(r => (IEnumerable<ScoreSnapshot>)[.. r.Dated is { } dated ? dated.Snapshots() : [], .. r.Rollups is { } rollups ? rollups.Snapshots() : []])],
            Profiles = [.. readings.Select(r => profiles[r])],
            Positions = moved,
            Decisions = decisions,
            IsLive = true,
            Ahead = [.. readings.SelectMany(r => MomentScoring.Ahead(r.History, point) is { } after ? [(r.History.AccountId, after)] : Array.Empty<(string, TimeSpan)>())],
        };
    }
}
