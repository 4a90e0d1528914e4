using System.Globalization;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Runtime.Calibration;
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
        console.WriteLine(ObservationWords.Asked(set));
        console.WriteLine(ObservationWords.WhoIsLeftOut(set));
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
