using System.Globalization;
using Mainstay.Core.Calibration.Watching;
using Mainstay.Runtime.Calibration;
using Mainstay.Runtime.Watching;
using Spectre.Console;

namespace Mainstay.Cli.Watching;

/// <summary>Drift for the terminal: what has moved, then what calls for a look.</summary>
public static class DriftText
{
    public static void Write(IAnsiConsole console, Drift drift)
    {
        var (model, plan) = (drift.Then.Model, drift.Then.Plan);
        console.WriteLine(Told($"{model.Name} {model.Version}: {drift.Accounts:#,0} accounts on {drift.Day:yyyy-MM-dd} beside {drift.Then.Rows.Length:#,0} observations of {plan.Dates[0]:yyyy-MM-dd} to {plan.Dates[^1]:yyyy-MM-dd}.{ObservationWords.Meaning(plan.Churn)}"));
        var table = new Table().SimpleBorder();
        table.AddColumn("signal");
        foreach (var column in (string[])["weight", "PSI", "coverage then", "now"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("");
        foreach (var signal in drift.Signals)
        {
            table.AddRow(
                Markup.Escape(signal.Name),
                Told($"{100 * signal.Weight:0} %"),
                double.IsNaN(signal.Psi) ? "" : Told($"{signal.Psi:0.00}"),
                Told($"{100 * signal.CoverageThen:0} %"),
                Told($"{100 * signal.CoverageNow:0} %"),
                DriftedSignal.Words(signal.Movement) ?? "");
        }

        console.Write(table);
        console.WriteLine(Told($"PSI of the score {drift.ScorePsi:0.00}. Churn {100 * drift.BaseRate.Earlier.Mean:0.0} % of accounts in the first half of the days, {100 * drift.BaseRate.Later.Mean:0.0} % in the second.{(drift.Reliability is { } r ? Told($" Probabilities {100 * r.Error:0.0} points off.") : "")}"));
        foreach (var warning in drift.Warnings.DefaultIfEmpty("Nothing calls for a look."))
        {
            console.WriteLine(warning);
        }
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
