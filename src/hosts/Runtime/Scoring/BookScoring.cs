using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Runtime.Scoring;

/// <summary>The daily reports of one account, oldest first; days on which it was not scored are left out.</summary>
public sealed record AccountTimeline(AccountHistory History, IReadOnlyList<DatedReport> Days);

/// <summary>Evaluates whole books on all processors. Accounts come out in the order of the book, however many threads ran.</summary>
public static class BookScoring
{
    /// <param name="days">Which of the days from..to are reported.</param>
    /// <param name="scored">Told about each account as it is done.</param>
    public static IEnumerable<AccountTimeline> Score(
        HealthModel model, IReadOnlyCollection<AccountHistory> accounts, DayRange days, IProgress<AccountTimeline>? scored, CancellationToken cancellationToken)
    {
        if (accounts.FirstOrDefault() is not { } any)
        {
            return [];
        }

        // Accounts of one book share their columns, so a thread's sweep is made once and serves all of them.
        var first = accounts.Min(history => ScoreTimeline.FirstDay(model, history, days.From));
        var sweeps = new ThreadLocal<TimelineSweep>(() => new TimelineSweep(model, any.Calendar, first, days.From, days.To, kind => any[kind].Columns));
        return accounts
            .AsParallel()
            .AsOrdered()
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .WithCancellation(cancellationToken)
            .Select(history => Score(sweeps.Value!, history, days, scored));
    }

    private static AccountTimeline Score(TimelineSweep sweep, AccountHistory history, DayRange days, IProgress<AccountTimeline>? scored)
    {
        var timeline = new AccountTimeline(history, sweep.Of(history, days.Contains));
        scored?.Report(timeline);
        return timeline;
    }
}
