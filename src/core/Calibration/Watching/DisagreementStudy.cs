using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Timelines;

namespace Mainstay.Core.Calibration.Watching;

/// <summary>
/// Finds where people disagreed with the model: by an override, or by naming an account as misscored. The latter is an
/// assessment of type <c>misscored</c> whose word is <c>too high</c> or <c>too low</c> and whose note names what the model lacks.
/// </summary>
public static class DisagreementStudy
{
    /// <summary>The type of assessments that name an account as misscored.</summary>
    public const string MisscoredType = "misscored";

    /// <summary>Their word of a score that is higher than the account deserves.</summary>
    public const string TooHigh = "too high";

    /// <summary>Their word of one that is lower.</summary>
    public const string TooLow = "too low";

    /// <param name="horizonDays">Days within which churn counts, from the day it was said.</param>
    /// <param name="until">Until when outcomes are complete (exclusive).</param>
    /// <param name="churn">What counts as churn; null for what is written down.</param>
    /// <returns>In order of days.</returns>
    public static IEnumerable<Disagreement> Of(HealthModel model, AccountHistory history, int horizonDays, Instant until, ChurnRule? churn = null)
    {
        var course = AccountCourse.Of(history, churn ?? ChurnRule.Outcomes, until);
        return Misscored(course, horizonDays, until).Concat(Overrides(model, course, horizonDays, until)).OrderBy(j => j.Day);
    }

    /// <summary>Where people named the account as misscored; of the account its assessments and outcomes are enough.</summary>
    /// <param name="horizonDays">Days within which what is written down as churned counts, from the day it was said.</param>
    /// <param name="until">Until when outcomes are complete (exclusive).</param>
    /// <returns>In order of days.</returns>
    public static IEnumerable<Disagreement> Misscored(AccountHistory history, int horizonDays, Instant until) =>
        Misscored(AccountCourse.Of(history), horizonDays, until).OrderBy(d => d.Day);

    private static IEnumerable<Disagreement> Misscored(AccountCourse course, int horizonDays, Instant until)
    {
        var kind = FactKinds.Assessments;
        return Assessments(course.History, MisscoredType)
            .Where(a => a.Text(kind["word"]) is TooHigh or TooLow)
            .Select(a => Said(course, a, isOverride: false, saysHealthier: a.Text(kind["word"]) == TooLow, horizonDays, until));
    }

    // Looked at on the first midnight on which it is valid: there both numbers stand side by side.
    private static IEnumerable<Disagreement> Overrides(HealthModel model, AccountCourse course, int horizonDays, Instant until)
    {
        foreach (var given in Assessments(course.History, "override"))
        {
            var history = course.History;
            var day = history.Calendar.DateOf(Given(given)).AddDays(1);
            var point = PointInTime.At(history.Calendar.StartOf(day));
            if (Evaluator.Evaluate(model, history, point, ScoreTimeline.MemoryBefore(model, history, point))?.Primary is { Override: { } found } score
                && Healthier(score.Tier, score.Value, found.TierByModel, found.ByModel) is { } healthier)
            {
                yield return Said(course, given, isOverride: true, healthier, horizonDays, until);
            }
        }
    }

    private static Disagreement Said(AccountCourse course, VisibleFact said, bool isOverride, bool saysHealthier, int horizonDays, Instant until)
    {
        var (kind, calendar) = (FactKinds.Assessments, course.History.Calendar);
        var day = calendar.DateOf(Given(said));
        var end = calendar.StartOf(day.AddDays(horizonDays));
        var churned = course.Ended < end;
        return new Disagreement(
            course.History.AccountId,
            said.Text(kind["author"]) ?? "",
            day,
            isOverride,
            saysHealthier,
            said.Text(kind["note"]) ?? "",
            churned ? true : end <= until ? false : null);
    }

    private static bool? Healthier(Tier said, double? value, Tier byModel, double? ofModel) =>
        said.Severity != byModel.Severity && !said.IsUnknown && !byModel.IsUnknown ? said.Severity < byModel.Severity
        : value is { } a && ofModel is { } b && a != b ? a > b
        : null;

    private static IEnumerable<VisibleFact> Assessments(AccountHistory history, string type)
    {
        var kind = FactKinds.Assessments;
        return history.Visible(kind, new PointInTime(Instant.MaxValue, Instant.MaxValue)).Where(a => a.Text(kind["type"]) == type);
    }

    private static Instant Given(VisibleFact fact) => fact.Time(FactKinds.Assessments["given_at"]) ?? fact.At;
}
