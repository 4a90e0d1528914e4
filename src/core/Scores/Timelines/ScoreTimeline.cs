using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Core.Scores.Timelines;

/// <summary>
/// Folds an account's local midnights in order. Each midnight is evaluated as it was known at that midnight, so a
/// timeline is what people saw day by day; days on which the account was not scored are left out.
/// </summary>
public static class ScoreTimeline
{
    /// <param name="from">First day reported.</param>
    /// <param name="to">Last day reported (inclusive).</param>
    public static IEnumerable<DatedReport> Of(HealthModel model, AccountHistory history, DateOnly from, DateOnly to)
    {
        var trends = model.Scores.Select(_ => new Queue<(int Day, double Score)>()).ToArray();
        foreach (var (day, folded) in Fold(model, history, FirstDay(model, history, from), to))
        {
            if (folded is not { } report)
            {
                continue;
            }

            for (var i = 0; i < trends.Length; i++)
            {
                Remember(trends[i], model.Scores[i].Trend, day.DayNumber, report.Scores[i].ByModel);
            }

            if (day >= from)
            {
                yield return DatedReport.Of(day, report, [.. trends.Select((m, i) => TrendEstimator.Of(model.Scores[i].Trend, [.. m]))]);
            }
        }
    }

    /// <summary>What an evaluation at a point remembers: of the midnight before it; null when the account was not scored then.</summary>
    public static ReportMemory? MemoryBefore(HealthModel model, AccountHistory history, PointInTime point)
    {
        var day = history.Calendar.DateOf(point.AsOf);
        var last = history.Calendar.StartOf(day) < point.AsOf ? day : day.AddDays(-1);
        ReportMemory? memory = null;
        foreach (var (folded, report) in Fold(model, history, FirstDay(model, history, day), last))
        {
            memory = report is null ? null : ReportMemory.After(folded, report);
        }

        return memory;
    }

    private static IEnumerable<(DateOnly Day, ScoreReport? Report)> Fold(HealthModel model, AccountHistory history, DateOnly from, DateOnly to)
    {
        ReportMemory? memory = null;
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var report = Evaluator.Evaluate(model, history, PointInTime.At(history.Calendar.StartOf(day)), memory, day);
            memory = report is null ? null : ReportMemory.After(day, report);
            yield return (day, report);
        }
    }

    /// <summary>
    /// The day a fold begins with: far enough back for trends, and, for a model that remembers tiers or exceptions, the
    /// account's first dated fact, but no more than <see cref="HealthModel.MostDaysRemembered"/>.
    /// </summary>
    public static DateOnly FirstDay(HealthModel model, AccountHistory history, DateOnly from)
    {
        var forTrends = from.AddDays(1 - model.Scores.Max(s => s.Trend.WindowDays));
        if (!ReportMemory.IsNeededBy(model) || history.FirstDated is not { } first)
        {
            return forTrends;
        }

        var day = history.Calendar.DateOf(first);
        var earliest = from.AddDays(-HealthModel.MostDaysRemembered);
        return day > forTrends ? forTrends : day < earliest ? earliest : day;
    }

    private static void Remember(Queue<(int Day, double Score)> memory, TrendDefinition trend, int day, double? score)
    {
        if (score is { } value)
        {
            memory.Enqueue((day, value));
        }

        while (memory.TryPeek(out var oldest) && oldest.Day <= day - trend.WindowDays)
        {
            memory.Dequeue();
        }
    }
}
