using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Tests.Calibration.Observing;

/// <summary>
/// Observations in the most obvious way there is, day by day, by the rules as the guide tells them: the oracle of
/// <see cref="ObservationSweep"/>.
/// </summary>
internal static class NaiveObservations
{
    public static IEnumerable<Observation> Of(HealthModel model, ObservationPlan plan, AccountHistory history)
    {
        var course = AccountCourse.Of(history, plan);
        var reports = ScoreTimeline.Of(model, history, plan.Dates[0], plan.Dates[^1]).ToDictionary(dated => dated.Day, dated => dated.Report);
        foreach (var day in plan.Dates)
        {
            if (reports.TryGetValue(day, out var report) && IsLookedAt(plan, course, day))
            {
                yield return At(report, plan, course, day);
            }
        }
    }

    private static bool IsLookedAt(ObservationPlan plan, AccountCourse course, DateOnly day)
    {
        Instant MidnightAfter(int days) => course.History.Calendar.StartOf(day.AddDays(days));
        var isOld = course.Since <= MidnightAfter(-plan.MinimumTenureDays);
        var isStillThere = course.Ended is not { } ended || ended >= MidnightAfter(plan.LeadDays);
        var isObserved = MidnightAfter(plan.Ahead) <= plan.ObservedUntil && (plan.ObservedFrom is not { } from || from <= MidnightAfter(plan.LeadDays));
        return isOld && isStillThere && isObserved;
    }

    private static Observation At(ScoreReport report, ObservationPlan plan, AccountCourse course, DateOnly day)
    {
        var calendar = course.History.Calendar;
        var (asOf, from, to) = (calendar.StartOf(day), calendar.StartOf(day.AddDays(plan.LeadDays)), calendar.StartOf(day.AddDays(plan.LeadDays + plan.HorizonDays)));
        var hasChurned = course.Ended >= from && course.Ended < to;
        return new Observation
        {
            AccountId = report.AccountId,
            Day = day,
            HasChurned = hasChurned,
            DaysToChurn = course.Ended is { } end ? calendar.DaysBetween(asOf, end) : null,
            HasExpanded = course.HasExpanded(from, to),
            WasHelped = course.WasHelped(asOf, hasChurned ? course.Ended!.Value : to),
            Score = report.Primary.ByModel ?? double.NaN,
            Tier = Named(report.Primary),
            Coverage = report.Primary.Coverage,
            Segment = report.Segment?.Name,
            Readings = [.. report.Signals.Select(s => ReadingCode.Of(s.Reading))],
            Points = [.. report.Signals.Select(s => s.Points ?? double.NaN)],
            Dimensions = [.. report.Primary.AllDimensions().Select(d => d.Points ?? double.NaN)],
        };
    }

    // As the model has it: its names by trend are for people, and a timeline has put them in.
    private static Tier Named(ScoreResult score) =>
        score.Definition.Tiers.Tiers.FirstOrDefault(t => t.From == score.TierByModel.From) ?? score.TierByModel;
}
