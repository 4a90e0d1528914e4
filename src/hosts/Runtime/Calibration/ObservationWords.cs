using System.Globalization;
using Mainstay.Core.Calibration.Observing;

namespace Mainstay.Runtime.Calibration;

/// <summary>What a set of observations asks and holds, in sentences.</summary>
public static class ObservationWords
{
    /// <summary>What was asked, and of how many it came true.</summary>
    public static string Asked(ObservationSet set) =>
        Told($"Asked: does the account churn {set.Plan.LeadDays} to {set.Plan.Ahead} days after the day?{Meaning(set.Plan.Churn)} {set.Churned:#,0} observations of {set.ChurnedAccounts:#,0} accounts did{(set.Rows.IsEmpty ? "" : Told($", {100 * set.BaseRate:0.0} %"))}.");

    /// <summary>What churn is, where it is not what is written down; a sentence with a space before it, or nothing.</summary>
    public static string Meaning(ChurnRule churn) => churn == ChurnRule.Outcomes ? "" : $" Churn is {churn.InWords}.";

    /// <summary>What is no observation, and why.</summary>
    public static string WhoIsLeftOut(ObservationSet set)
    {
        var words = Enum.GetValues<LeftOut>().Where(why => set.LeftOut[why] > 0).Select(why => Told($"{set.LeftOut[why]:#,0} {Words(why, set.Plan)}")).ToArray();
        return words.Length == 0 ? "No account was left out on any day." : $"Left out: {string.Join("; ", words)}.";
    }

    private static string Words(LeftOut why, ObservationPlan plan) => why switch
    {
        LeftOut.Ended => "had churned before",
        LeftOut.NotScored => "not scored on the day",
        LeftOut.TooYoung => $"customers for less than {plan.MinimumTenureDays} days, or not yet",
        LeftOut.EndsWithinLead => $"churned within the lead of {plan.LeadDays} days",
        LeftOut.Censored => "not observed to the end of the horizon",
    };

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
