using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Memory;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Core.Scores.Trends;

/// <summary>A report together with what only the days before it can tell: the trend of each of its scores, and so the names of its tiers.</summary>
public sealed record DatedReport(DateOnly Day, ScoreReport Report, ImmutableArray<Trend> Trends)
{
    /// <summary>The trend of the primary score.</summary>
    public Trend Trend => Trends[0];

    /// <param name="report">As evaluated: its tiers do not know of a trend yet.</param>
    public static DatedReport Of(DateOnly day, ScoreReport report, ImmutableArray<Trend> trends) => new(
        day,
        report.Scores.Any(s => s.Tier.ByTrend is not null || s.TierByModel.ByTrend is not null)
            ? report with { Scores = [.. report.Scores.Zip(trends, Under)] }
            : report,
        trends);

    private static ScoreResult Under(ScoreResult score, Trend trend) => score with
    {
        Tier = score.Tier.Under(trend),
        Override = score.Override is { } given ? given with { TierByModel = given.TierByModel.Under(trend) } : null,
    };
}

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
    /// account's first dated fact, but no more than <see cref="ReportMemory.MostDays"/>.
    /// </summary>
    public static DateOnly FirstDay(HealthModel model, AccountHistory history, DateOnly from)
    {
        var forTrends = from.AddDays(1 - model.Scores.Max(s => s.Trend.WindowDays));
        if (!ReportMemory.IsNeededBy(model) || history.FirstDated is not { } first)
        {
            return forTrends;
        }

        var day = history.Calendar.DateOf(first);
        var earliest = from.AddDays(-ReportMemory.MostDays);
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
