using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Timelines;

namespace Mainstay.Runtime.Scoring;

/// <summary>The daily reports of one account, oldest first; days on which it was not scored are left out.</summary>
public sealed record AccountTimeline(AccountHistory History, IReadOnlyList<DatedReport> Days)
{
    /// <summary>Its roll-ups, oldest first; also on days on which it is not scored itself.</summary>
    public IReadOnlyList<DatedRollups> Rollups { get; init; } = [];
}

/// <summary>Evaluates whole books on all processors. Accounts come out in the order of the book, however many threads ran.</summary>
public static class BookScoring
{
    /// <param name="days">Which of the days from..to are reported.</param>
    /// <param name="rollups">Of the whole book; null for none.</param>
    /// <param name="scored">Told about each account as it is done.</param>
    public static IEnumerable<AccountTimeline> Score(
        HealthModel model, IReadOnlyCollection<AccountHistory> accounts, DayRange days, IProgress<AccountTimeline>? scored, CancellationToken cancellationToken, BookRollups? rollups = null)
    {
        if (accounts.Count == 0)
        {
            return [];
        }

        var sweeps = new ThreadLocal<TimelineSweep>(Sweeps(model, accounts, days));
        return accounts
            .AsParallel()
            .AsOrdered()
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .WithCancellation(cancellationToken)
            .Select(history => Score(sweeps.Value!, history, days, scored, rollups));
    }

    /// <summary>
    /// Makes a sweep for one thread and all of the accounts, which share their columns: they are of one book, and at least one.
    /// </summary>
    public static Func<TimelineSweep> Sweeps(HealthModel model, IReadOnlyCollection<AccountHistory> accounts, DayRange days)
    {
        var any = accounts.First();
        var first = accounts.Min(history => ScoreTimeline.FirstDay(model, history, days.From));
        return () => new TimelineSweep(model, any.Calendar, first, days.From, days.To, kind => any[kind].Columns);
    }

    private static AccountTimeline Score(TimelineSweep sweep, AccountHistory history, DayRange days, IProgress<AccountTimeline>? scored, BookRollups? rollups)
    {
        var timeline = new AccountTimeline(history, sweep.Of(history, days.Contains)) { Rollups = rollups?.Of(history.AccountId) ?? [] };
        scored?.Report(timeline);
        return timeline;
    }
}
