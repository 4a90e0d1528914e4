using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Timelines;

namespace Mainstay.Runtime.Calibration;

/// <summary>Observes whole books on all processors. The set is the same, however many threads ran.</summary>
public static class BookObserving
{
    /// <param name="plan">With at least one date.</param>
    public static ObservationSet Observe(HealthModel model, IReadOnlyCollection<AccountHistory> book, ObservationPlan plan, CancellationToken cancellationToken)
    {
        var families = new AccountFamilies(book);
        if (book.Count == 0)
        {
            return ObservationSet.Of(model, plan, [], families);
        }

        var any = book.First();
        var first = book.Min(history => ScoreTimeline.FirstDay(model, history, plan.Dates[0]));
        var sweeps = new ThreadLocal<ObservationSweep>(() => new ObservationSweep(model, plan, any.Calendar, first, kind => any[kind].Columns));
        var observed = book
            .AsParallel()
            .AsOrdered()
            .WithCancellation(cancellationToken)
            .Select(history =>
            {
                var leftOut = new LeftOutCounts();
                return (Rows: sweeps.Value!.Of(AccountCourse.Of(history, plan), leftOut), LeftOut: leftOut);
            });
        return ObservationSet.Of(model, plan, observed, families);
    }
}
