using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Inputs;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Rollups;

namespace Mainstay.Runtime.Scoring;

/// <summary>What the evaluations of accounts of one book could see, as numbers per day; worked out once per account.</summary>
internal sealed class AccountInputs(DayRange days)
{
    private readonly Dictionary<string, long[]> _ofAccount = new(StringComparer.Ordinal);
    private InputHashes? _hashes;

    /// <summary>The account's own snapshots of the days.</summary>
    public IEnumerable<ScoreSnapshot> Snapshots(AccountTimeline timeline) =>
        timeline.Days.Where(report => days.Contains(report.Day)).SelectMany(report => report.Snapshots(Of(timeline.History, report.Day)));

    /// <param name="day">One of the days.</param>
    public long Of(AccountHistory history, DateOnly day)
    {
        if (!_ofAccount.TryGetValue(history.AccountId, out var numbers))
        {
            _hashes ??= new InputHashes(history.Calendar, days.From, days.To);
            _ofAccount.Add(history.AccountId, numbers = _hashes.Of(history));
        }

        return numbers[day.DayNumber - days.From.DayNumber];
    }

    /// <summary>Of roll-ups: of all accounts that take part in one of them on the day.</summary>
    public long Of(DatedRollups rollups, IReadOnlyDictionary<string, AccountHistory> book) => rollups.Results
        .SelectMany(result => result.Lines)
        .Select(line => line.AccountId)
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)
        .Aggregate(17L, (hash, account) => unchecked(hash * 0x100000001B3 + Of(book[account], rollups.Day)));
}
