using Mainstay.Core.Facts;

namespace Mainstay.Core.Calibration.Observing;

/// <summary>
/// How an account's time as a customer went, with all that is known by now. What was shown on a day is never computed from
/// this: it only says which days are looked at and what came after them.
/// </summary>
public sealed class AccountCourse
{
    private readonly List<Instant> _expansions = [];
    private readonly List<Instant> _helps = [];

    private AccountCourse(AccountHistory history) => (History, Since) = (history, Instant.MaxValue);

    public AccountHistory History { get; }

    /// <summary>When the first subscription began; of an account without any, when the company was first known, or its first dated fact.</summary>
    public Instant Since { get; private set; }

    /// <summary>What was first written down as churned; null where nothing was.</summary>
    public VisibleFact? Churn { get; private set; }

    /// <summary>When it churned for the first time, by the rule; null where it has not.</summary>
    public Instant? Ended { get; private set; }

    /// <summary>By what is written down as churned.</summary>
    public static AccountCourse Of(AccountHistory history) => Of(history, ChurnRule.Outcomes, Instant.MaxValue);

    /// <summary>By the rule of a plan.</summary>
    public static AccountCourse Of(AccountHistory history, ObservationPlan plan) => Of(history, plan.Churn, plan.ObservedUntil);

    internal static AccountCourse Of(AccountHistory history, ChurnRule rule, Instant until)
    {
        var course = new AccountCourse(history) { Ended = rule.EndOf(history, until), Churn = ChurnRule.FirstWritten(history) };
        var now = new PointInTime(Instant.MaxValue, Instant.MaxValue);
        var type = FactKinds.Outcomes["type"];
        course._expansions.AddRange(history.Visible(FactKinds.Outcomes, now).Where(outcome => outcome.Text(type) == "expanded").Select(outcome => outcome.At));
        var started = FactKinds.Interventions["started_at"];
        course._helps.AddRange(history.Visible(FactKinds.Interventions, now).Select(help => help.Time(started) ?? help.At));
        course.Since = course.FirstDay(now);
        return course;
    }

    /// <summary>Whether the account expanded within <c>[from, to)</c>.</summary>
    public bool HasExpanded(Instant from, Instant to) => _expansions.Exists(at => at >= from && at < to);

    /// <summary>Whether an intervention began within <c>[from, to)</c>.</summary>
    public bool WasHelped(Instant from, Instant to) => _helps.Exists(at => at >= from && at < to);

    private Instant FirstDay(PointInTime now)
    {
        var starts = History.Visible(FactKinds.Subscriptions, now, everyVersion: true)
            .Select(s => s.Time(FactKinds.Subscriptions["starts_at"]) ?? s.At).Where(at => at > Instant.MinValue);
        var companies = History.Visible(FactKinds.Companies, now, everyVersion: true).Select(c => c.At).Where(at => at > Instant.MinValue);
        return starts.Append(Instant.MaxValue).Min() is var start && start < Instant.MaxValue ? start
            : companies.Append(Instant.MaxValue).Min() is var known && known < Instant.MaxValue ? known
            : History.FirstDated ?? Instant.MinValue;
    }
}
