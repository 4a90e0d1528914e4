using System.Globalization;
using Mainstay.Core.Calibration.Observing;
using Spectre.Console;

namespace Mainstay.Cli.Observe;

/// <summary>A set of observations for the terminal: what is asked, how many rows there are, what was left out and why.</summary>
public static class ObservationText
{
    public static void Write(IAnsiConsole console, ObservationSet set)
    {
        WriteHead(console, set);
        var table = new Table().SimpleBorder();
        table.AddColumn("as of");
        foreach (var column in (string[])["rows", "churned", "rate"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var day in set.Rows.GroupBy(r => r.Day).OrderBy(d => d.Key))
        {
            var (rows, churned) = (day.Count(), day.Count(r => r.HasChurned));
            table.AddRow(Told($"{day.Key:yyyy-MM-dd}"), Told($"{rows:#,0}"), Told($"{churned:#,0}"), Told($"{100d * churned / rows:0.0} %"));
        }

        if (set.Rows.Length > 0)
        {
            console.Write(table);
        }
    }

    /// <summary>What every command that looks back says first.</summary>
    public static void WriteHead(IAnsiConsole console, ObservationSet set)
    {
        var (plan, model) = (set.Plan, set.Model);
        console.WriteLine(Told($"{model.Name} {model.Version}: {set.Rows.Length:#,0} observations of {set.Accounts:#,0} accounts on {plan.Dates.Length:#,0} days, {plan.Dates[0]:yyyy-MM-dd} to {plan.Dates[^1]:yyyy-MM-dd}."));
        console.WriteLine(Told($"Asked: does the account churn {plan.LeadDays} to {plan.Ahead} days after the day? {set.Churned:#,0} observations of {set.ChurnedAccounts:#,0} accounts did{(set.Rows.IsEmpty ? "" : Told($", {100 * set.BaseRate:0.0} %"))}."));
        console.WriteLine(LeftOutWords(set));
    }

    private static string LeftOutWords(ObservationSet set)
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
