using System.Globalization;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Calibration.Observing;

/// <summary>What counts as churn, and from what it is told. Only the first churn of an account counts.</summary>
public abstract record ChurnRule
{
    private const int DaysToRecover = 30;

    private ChurnRule()
    {
    }

    /// <summary>What somebody wrote down as churned.</summary>
    public static ChurnRule Outcomes { get; } = new Written();

    /// <summary>The kind of fact it is told from.</summary>
    public abstract FactKind Kind { get; }

    /// <summary>As a clause: "churn is …".</summary>
    public abstract string InWords { get; }

    /// <summary>Days that must pass before it can be told; 0 for what is written down.</summary>
    public abstract int DaysToTell { get; }

    /// <summary>When the account churned, by all that is known now; null where it has not, or it cannot be told yet.</summary>
    /// <param name="until">Until when facts are complete (exclusive).</param>
    internal abstract Instant? EndOf(AccountHistory history, Instant until);

    /// <summary>The end of a term that no other follows within some days: trials are no terms.</summary>
    /// <param name="Days">1 or more.</param>
    public sealed record Unrenewed(int Days) : ChurnRule
    {
        public override FactKind Kind => FactKinds.Subscriptions;

        public override string InWords => Told($"a term that ended and was not renewed within {Days} days");

        public override int DaysToTell => Days;

        internal override Instant? EndOf(AccountHistory history, Instant until)
        {
            var end = Instant.MinValue;
            foreach (var (from, to, _) in Terms(history, everyVersion: false).OrderBy(t => t.From))
            {
                if (end > Instant.MinValue && end < Instant.MaxValue && from > end.Plus(Days * Instant.MicrosPerDay))
                {
                    break;
                }

                end = to > end ? to : end;
            }

            return end > Instant.MinValue && end < until && end.Plus(Days * Instant.MicrosPerDay) <= until ? end : null;
        }
    }

    /// <summary>
    /// Monthly revenue of all terms that falls by a share of the most it has been, and does not come back within 30 days. Amounts
    /// are added as they are: an account pays in one currency.
    /// </summary>
    /// <param name="Share">Above 0 to 1; at 1 nothing is left.</param>
    public sealed record RevenueLost(double Share) : ChurnRule
    {
        public override FactKind Kind => FactKinds.Subscriptions;

        public override string InWords => Share >= 1
            ? Told($"monthly revenue that falls to nothing for {DaysToRecover} days")
            : Told($"monthly revenue that falls by {100 * Share:0.#} % or more of the most it has been, for {DaysToRecover} days");

        public override int DaysToTell => DaysToRecover;

        internal override Instant? EndOf(AccountHistory history, Instant until)
        {
            var terms = Terms(history, everyVersion: true);
            var (most, low) = (0d, (Instant?)null);
            foreach (var at in terms.SelectMany(t => new[] { t.From, t.To, t.Fact.At }).Where(at => at > Instant.MinValue && at < until).Distinct().Order())
            {
                if (low is { } since && at >= since.Plus(DaysToRecover * Instant.MicrosPerDay))
                {
                    return since;
                }

                var revenue = RevenueAt(terms, at);
                most = Math.Max(most, revenue);
                low = most > 0 && revenue <= (1 - Share) * most ? low ?? at : null;
            }

            return low?.Plus(DaysToRecover * Instant.MicrosPerDay) <= until ? low : null;
        }

        // Of each term the version that held then.
        private static double RevenueAt(IReadOnlyList<Term> terms, Instant at) => terms
            .Where(t => t.Fact.At <= at)
            .GroupBy(t => t.Fact.Id ?? "", StringComparer.Ordinal)
            .Select(versions => versions.Last())
            .Where(t => t.From <= at && at < t.To)
            .Sum(t => t.Fact.Number(FactKinds.Subscriptions["mrr"]) ?? 0);
    }

    /// <summary>Silence, where no contract says when somebody leaves: the day on which it has lasted so long.</summary>
    /// <param name="Days">1 or more.</param>
    /// <param name="Of">The kind of fact that is waited for.</param>
    public sealed record Silence(int Days, FactKind Of) : ChurnRule
    {
        public override FactKind Kind => Of;

        public override string InWords => Told($"{Days} days without {Of.Name.Replace('_', ' ')}");

        public override int DaysToTell => Days;

        internal override Instant? EndOf(AccountHistory history, Instant until)
        {
            var last = Instant.MinValue;
            foreach (var at in Visible(history, Of, everyVersion: false).Select(fact => fact.At).Where(at => at > Instant.MinValue && at < until))
            {
                if (last > Instant.MinValue && at > Later(last))
                {
                    break;
                }

                last = at;
            }

            return last > Instant.MinValue && Later(last) <= until ? Later(last) : null;
        }

        private Instant Later(Instant last) => last.Plus(Days * Instant.MicrosPerDay);
    }

    private sealed record Written : ChurnRule
    {
        public override FactKind Kind => FactKinds.Outcomes;

        public override string InWords => "what is written down as churned";

        public override int DaysToTell => 0;

        internal override Instant? EndOf(AccountHistory history, Instant until) => FirstWritten(history)?.At;
    }

    /// <summary>What was first written down as churned; null where nothing was.</summary>
    internal static VisibleFact? FirstWritten(AccountHistory history)
    {
        foreach (var outcome in Visible(history, FactKinds.Outcomes, everyVersion: false))
        {
            if (outcome.Text(FactKinds.Outcomes["type"]) == "churned")
            {
                return outcome;
            }
        }

        return null;
    }

    private sealed record Term(Instant From, Instant To, VisibleFact Fact);

    private static List<Term> Terms(AccountHistory history, bool everyVersion)
    {
        var kind = FactKinds.Subscriptions;
        return
        [
            .. Visible(history, kind, everyVersion).Where(fact => fact.Number(kind["is_trial"]) is not 1)
                .Select(fact => new Term(fact.Time(kind["starts_at"]) ?? fact.At, fact.Time(kind["ends_at"]) ?? Instant.MaxValue, fact)),
        ];
    }

    private static IReadOnlyList<VisibleFact> Visible(AccountHistory history, FactKind kind, bool everyVersion) =>
        history.Visible(kind, new PointInTime(Instant.MaxValue, Instant.MaxValue), everyVersion);

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
