namespace Mainstay.Core.Calibration.Observing;

/// <summary>Which days of an account are observations, and what their outcomes are.</summary>
internal static class ObservationRules
{
    /// <returns>Null where the day is an observation.</returns>
    /// <param name="isScored">Whether the model scores the account on the day.</param>
    public static LeftOut? WhyNot(ObservationPlan plan, AccountCourse course, DateOnly day, bool isScored)
    {
        var calendar = course.History.Calendar;
        var asOf = calendar.StartOf(day);
        return course.Ended < asOf ? LeftOut.Ended
            : !isScored ? LeftOut.NotScored
            : course.Since > calendar.StartOf(day.AddDays(-plan.MinimumTenureDays)) ? LeftOut.TooYoung
            : course.Ended < calendar.StartOf(day.AddDays(plan.LeadDays)) ? LeftOut.EndsWithinLead
            : plan.IsObserved(day, calendar) ? null
            : LeftOut.Censored;
    }

    /// <summary>What came after the day, for an observation.</summary>
    public static (bool HasChurned, int? DaysToChurn, bool HasExpanded, bool WasHelped) After(ObservationPlan plan, AccountCourse course, DateOnly day)
    {
        var calendar = course.History.Calendar;
        var (asOf, from, to) = (calendar.StartOf(day), calendar.StartOf(day.AddDays(plan.LeadDays)), calendar.StartOf(day.AddDays(plan.Ahead)));
        return (
            course.Ended is { } ended && ended < to,
            course.Ended is { } end ? calendar.DaysBetween(asOf, end) : null,
            course.HasExpanded(from, to),
            course.WasHelped(asOf, course.Ended is { } before && before < to ? before : to));
    }
}
