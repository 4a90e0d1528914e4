using System.Globalization;
using Mainstay.Cli.Backtests;
using Mainstay.Core.Calibration.WhatIfs;
using Mainstay.Core.Playbooks;
using Mainstay.Runtime.Calibration;
using Spectre.Console;

namespace Mainstay.Cli.WhatIfs;

/// <summary>What another model would change, for the terminal.</summary>
public static class WhatIfText
{
    private const int MostShown = 20;

    public static void Write(IAnsiConsole console, WhatIfFindings findings)
    {
        var whatIf = findings.WhatIf;
        var changed = whatIf.Changed.ToArray();
        console.WriteLine(Told($"{whatIf.After.Name} {whatIf.After.Version} in place of {whatIf.Before.Name} {whatIf.Before.Version}, as of {whatIf.Day:yyyy-MM-dd}"));
        console.WriteLine(Told($"{changed.Length:#,0} of {whatIf.Moves.Length:#,0} accounts change their tier: {changed.Count(m => m.Worse > 0):#,0} for the worse, {changed.Count(m => m.Worse < 0):#,0} for the better. They are worth {Money(whatIf.ArrAffected)} a year."));
        console.Write(Matrix(whatIf));
        if (changed.Length > 0)
        {
            console.Write(Accounts(changed));
            if (changed.Length > MostShown)
            {
                console.WriteLine(Told($"and {changed.Length - MostShown:#,0} more; --format json has all of them."));
            }
        }

        console.WriteLine(findings.HasPlaybooks
            ? Told($"Tasks within the {BookWhatIf.TaskDays} days up to then: {Tasks(whatIf.TasksBefore)} by the model in use, {Tasks(whatIf.TasksAfter)} by the other.")
            : "No playbooks are named: no tasks are told.");
        console.WriteLine();
        if (findings.Backtest is not { } backtest)
        {
            console.WriteLine("No backtest: no past day has enough that churned before it.");
            return;
        }

        BacktestText.Write(console, backtest);
    }

    private static Table Matrix(WhatIf whatIf)
    {
        var table = new Table().SimpleBorder();
        table.AddColumn("in use \\ other");
        foreach (var to in whatIf.Columns)
        {
            table.AddColumn(new TableColumn(Markup.Escape(to)).RightAligned());
        }

        foreach (var from in whatIf.Rows)
        {
            table.AddRow([Markup.Escape(from), .. whatIf.Columns.Select(to => whatIf.Cell(from, to) is var (accounts, arr) && accounts > 0 ? Told($"{accounts:#,0} ({Money(arr)})") : "")]);
        }

        return table;
    }

    private static Table Accounts(TierMove[] changed)
    {
        var table = new Table().SimpleBorder();
        table.AddColumns("account", "tier", "score");
        table.AddColumn(new TableColumn("ARR").RightAligned());
        table.AddColumn("what costs it most");
        foreach (var move in changed.Take(MostShown))
        {
            table.AddRow(
                Markup.Escape($"{move.Company.Name} ({move.Company.AccountId})"),
                Markup.Escape($"{move.From} → {move.To}"),
                $"{Score(move.Before)} → {Score(move.After)}",
                move.Company.Arr is { } arr ? Money(arr) : "",
                Markup.Escape(string.Join("; ", move.Why.Select(d => d.ToString()))));
        }

        return table;
    }

    private static string Tasks(IReadOnlyCollection<TaskDecision> tasks) => tasks.Count == 0
        ? "none"
        : Told($"{tasks.Count:#,0} ({string.Join(", ", tasks.CountBy(t => t.Playbook).OrderByDescending(p => p.Value).Select(p => Told($"{p.Key} {p.Value:#,0}")))})");

    private static string Score(double? score) => score is { } value ? Told($"{Math.Floor(value):0}") : "–";

    private static string Money(double minor) => Told($"{minor / 100:#,0}");

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
