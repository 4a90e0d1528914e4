using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Scores.Trends;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Runtime.Live;

/// <summary>
/// Reads accounts at a moment within a day: what is remembered, and the trend, are those of the day's midnight, so that a reading
/// shows and confirms nothing. At most one instance per book.
/// </summary>
/// <param name="accounts">Of one book.</param>
/// <param name="day">The local day of the moment.</param>
public sealed class MomentScoring(HealthModel model, IReadOnlyCollection<AccountHistory> accounts, DateOnly day)
{
    private readonly ThreadLocal<TimelineSweep>? _sweeps = accounts.Count == 0 ? null : new(BookScoring.Sweeps(model, accounts, new DayRange(day, day)));
    private readonly bool _remembers = ReportMemory.IsNeededBy(model);

    /// <summary>The moments at which accounts may be read: after the day's midnight, which is scored by itself.</summary>
    public static PointInTime PointOf(Calendar calendar, DateOnly day, DateTimeOffset now)
    {
        var (asOf, midnight) = (Instant.Of(now), calendar.StartOf(day));
        return PointInTime.At(asOf > midnight ? asOf : midnight.Plus(1));
    }

    /// <param name="history">One of the accounts.</param>
    /// <param name="point">Within the day, after its midnight.</param>
    /// <returns>Null when the account is not scored at that time.</returns>
    public DatedReport? Of(AccountHistory history, PointInTime point)
    {
        var midnight = _sweeps!.Value!.Of(history, d => d == day) is [var dated] ? dated : null;
        var memory = _remembers && midnight is not null ? ReportMemory.After(day, midnight.Report) : null;
        return Evaluator.Evaluate(model, history, point, memory, day) is { } report
            ? DatedReport.Of(day, report, midnight?.Trends ?? [.. model.Scores.Select(_ => Trend.Unknown)])
            : null;
    }

    /// <summary>How long after the point something takes effect that is known of the account already, within a day.</summary>
    /// <returns>Null when nothing does.</returns>
    public static TimeSpan? Ahead(AccountHistory history, PointInTime point)
    {
        var last = point.AsOf.Plus(Instant.MicrosPerDay).Micros;
        var next = last;
        foreach (var kind in FactKinds.All)
        {
            var (columns, start, count) = history[kind];

            // An occurrence is seen just after it happened.
            var after = kind.Shape == FactShape.Occurrence ? 1 : 0;
            for (var row = start; row < start + count; row++)
            {
                // Another node's clock may be ahead: what it has learned in this one's future.
                var seen = Math.Max(columns.AtOf(row).Micros + after, columns.RecordedAtOf(row)?.Micros ?? long.MinValue);
                next = seen > point.AsOf.Micros && seen < next ? seen : next;
            }
        }

        return next < last ? TimeSpan.FromMicroseconds(next - point.AsOf.Micros) : null;
    }
}
