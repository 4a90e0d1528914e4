using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Calibration.Observing;

/// <summary>Observations in the most obvious way there is, day by day: the oracle of <see cref="ObservationSweep"/>.</summary>
public static class NaiveObservations
{
    public static IEnumerable<Observation> Of(HealthModel model, ObservationPlan plan, AccountHistory history)
    {
        var course = AccountCourse.Of(history, plan);
        var reports = ScoreTimeline.Of(model, history, plan.Dates[0], plan.Dates[^1]).ToDictionary(dated => dated.Day, dated => dated.Report);
        foreach (var day in plan.Dates)
        {
            var report = reports.GetValueOrDefault(day);
            if (ObservationRules.WhyNot(plan, course, day, report is not null) is null)
            {
                yield return At(report!, day, ObservationRules.After(plan, course, day));
            }
        }
    }

    private static Observation At(ScoreReport report, DateOnly day, (bool HasChurned, int? DaysToChurn, bool HasExpanded, bool WasHelped) after) => new()
    {
        AccountId = report.AccountId,
        Day = day,
        HasChurned = after.HasChurned,
        DaysToChurn = after.DaysToChurn,
        HasExpanded = after.HasExpanded,
        WasHelped = after.WasHelped,
        Score = report.Primary.ByModel ?? double.NaN,
        Tier = Named(report.Primary),
        Coverage = report.Primary.Coverage,
        Segment = report.Segment?.Name,
        Readings = [.. report.Signals.Select(s => ReadingCode.Of(s.Reading))],
        Points = [.. report.Signals.Select(s => s.Points ?? double.NaN)],
        Dimensions = [.. report.Primary.AllDimensions().Select(d => d.Points ?? double.NaN)],
    };

    // As the model has it: its names by trend are for people, and a timeline has put them in.
    private static Tier Named(ScoreResult score) =>
        score.Definition.Tiers.Tiers.FirstOrDefault(t => t.From == score.TierByModel.From) ?? score.TierByModel;
}
