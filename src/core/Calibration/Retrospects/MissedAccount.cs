using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;

namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>Looks closer at a customer that left while its score was good: what did the model see, what fell, where was it blind?</summary>
internal static class MissedAccount
{
    private const int DriversShown = 3;
    private const double Fell = 20;

    public static ChurnedAccount LookAt(HealthModel model, DailyScores daily, ChurnedAccount account)
    {
        var history = daily.Course.History;
        var late = LastScored(daily, account.Day.AddDays(-30), account.Day.AddDays(-90));
        if (late is not { } day || ReportOn(model, history, day) is not { } report)
        {
            return account;
        }

        var early = ReportOn(model, history, account.Day.AddDays(-90));
        return account with
        {
            Drivers = Driver.Of(report.Primary, DriversShown),
            Fell = early is null ? [] : [.. report.Signals.Zip(early.Signals)
                .Where(s => s.Second.Points - s.First.Points >= Fell)
                .Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.First.Definition.Label}: {Driver.Describe(s.Second)} → {Driver.Describe(s.First)}"))],
            Blind = [.. report.Primary.Lines.Where(l => l.NominalShare > 0 && !l.Signal.IsObserved).Select(l => l.Signal.Definition.Label)],
            Facts = Count(history, account.Day),
        };
    }

    private static DateOnly? LastScored(DailyScores daily, DateOnly from, DateOnly earliest)
    {
        for (var day = from; day >= earliest; day = day.AddDays(-1))
        {
            if (!double.IsNaN(daily.ScoreOn(day)))
            {
                return day;
            }
        }

        return null;
    }

    private static ScoreReport? ReportOn(HealthModel model, AccountHistory history, DateOnly day)
    {
        var point = PointInTime.At(history.Calendar.StartOf(day));
        return Evaluator.Evaluate(model, history, point, ScoreTimeline.MemoryBefore(model, history, point));
    }

    private static ImmutableArray<(FactKind Kind, int Count)> Count(AccountHistory history, DateOnly end)
    {
        var (from, to) = (history.Calendar.StartOf(end.AddDays(-90)), history.Calendar.StartOf(end));
        return
        [
            .. FactKinds.All.Where(kind => kind != FactKinds.Outcomes)
                .Select(kind => (kind, history.Visible(kind, PointInTime.At(to), everyVersion: true).Count(f => f.At >= from)))
                .Where(k => k.Item2 > 0),
        ];
    }
}
