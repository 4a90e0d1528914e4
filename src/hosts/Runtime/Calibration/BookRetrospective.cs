using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Calibration.Retrospects;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Timelines;

namespace Mainstay.Runtime.Calibration;

/// <summary>Looks back over whole books on all processors.</summary>
public static class BookRetrospective
{
    // Courses are drawn for 90 days and warnings sought for 180 before a churn.
    private const int DaysBefore = 180;

    /// <param name="plan">With at least one date.</param>
    public static Retrospective Of(HealthModel model, IReadOnlyCollection<AccountHistory> book, ObservationPlan plan, CancellationToken cancellationToken)
    {
        var set = BookObserving.Observe(model, book, plan, cancellationToken);
        if (book.Count == 0)
        {
            return RetrospectiveStudy.Of(set, []);
        }

        var any = book.First();
        var (from, to) = (plan.Dates[0].AddDays(-DaysBefore), plan.Dates[^1].AddDays(plan.Ahead));
        var first = book.Min(history => ScoreTimeline.FirstDay(model, history, from));
        var sweeps = new ThreadLocal<DailyScoreSweep>(() => new DailyScoreSweep(model, any.Calendar, first, from, to, kind => any[kind].Columns));
        var daily = book.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(history => sweeps.Value!.Of(AccountCourse.Of(history, plan))).ToArray();
        return RetrospectiveStudy.Of(set, daily);
    }
}
