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

    /// <summary>The first time it churned; null where it has not.</summary>
    public VisibleFact? Churn { get; private set; }

    /// <summary>When it churned; null where it has not.</summary>
    public Instant? Ended => Churn?.At;

    public static AccountCourse Of(AccountHistory history)
    {
        var course = new AccountCourse(history);
        var now = new PointInTime(Instant.MaxValue, Instant.MaxValue);
        var type = FactKinds.Outcomes["type"];
        foreach (var outcome in history.Visible(FactKinds.Outcomes, now))
        {
            switch (outcome.Text(type))
            {
                case "churned" when course.Churn is null:
                    course.Churn = outcome;
                    break;
                case "expanded":
                    course._expansions.Add(outcome.At);
                    break;
            }
        }

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
