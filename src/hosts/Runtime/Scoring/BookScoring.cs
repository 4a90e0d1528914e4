using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Runtime.Scoring;

/// <summary>The daily reports of one account, oldest first; days on which it was not scored are left out.</summary>
public sealed record AccountTimeline(AccountHistory History, IReadOnlyList<DatedReport> Days);

/// <summary>Evaluates whole books on all processors. Accounts come out in the order of the book, however many threads ran.</summary>
public static class BookScoring
{
    /// <param name="days">Which of the days from..to are reported; every day is evaluated all the same, because trends need them.</param>
    /// <param name="scored">Told about each account as it is done.</param>
    public static IEnumerable<AccountTimeline> Score(
        HealthModel model, IReadOnlyCollection<AccountHistory> accounts, DayRange days, IProgress<AccountTimeline>? scored, CancellationToken cancellationToken)
    {
        return accounts
            .AsParallel()
            .AsOrdered()
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .WithCancellation(cancellationToken)
            .Select(history => Score(model, history, days, scored, cancellationToken));
    }

    private static AccountTimeline Score(
        HealthModel model, AccountHistory history, DayRange days, IProgress<AccountTimeline>? scored, CancellationToken cancellationToken)
    {
        var reports = new List<DatedReport>();
        foreach (var report in ScoreTimeline.Of(model, history, days.From, days.To))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (days.Contains(report.Day))
            {
                reports.Add(report);
            }
        }

        var timeline = new AccountTimeline(history, reports);
        scored?.Report(timeline);
        return timeline;
    }
}
