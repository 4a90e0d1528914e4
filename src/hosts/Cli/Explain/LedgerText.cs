using System.Globalization;
using Mainstay.Core.Scores.Ledger;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Rollups;
using Spectre.Console;

namespace Mainstay.Cli.Explain;

/// <summary>A change ledger for the terminal: every cause with what it was, what it is and the points it moved.</summary>
public static class LedgerText
{
    public static void Write(IAnsiConsole console, ChangeLedger ledger, DateOnly since, DateOnly day) => Write(
        console,
        Title(ledger.To.Definition.Name, ledger.Published, since, Text(ledger.From.Published, ledger.From.Tier), Text(ledger.To.Published, ledger.To.Tier), day),
        ledger.Lines.Zip(ledger.PublishedLines(), (line, moves) => (Word(line.Cause), line.What, line.Before, line.After, moves)),
        ledger.Published);

    public static void Write(IAnsiConsole console, RollupLedger ledger, DateOnly since, DateOnly day) => Write(
        console,
        Title(ledger.To.Definition.Name, ledger.Published, since, Text(ledger.From.Published, ledger.From.Tier), Text(ledger.To.Published, ledger.To.Tier), day),
        ledger.Lines.Zip(ledger.PublishedLines(), (line, moves) => (Word(line.Cause), RollupText.Account(line.AccountId, line.Name), line.Before, line.After, moves)),
        ledger.Published);

    public static string Word(LedgerCause cause) => cause switch
    {
        LedgerCause.Model => "model",
        LedgerCause.Segment => "segment",
        LedgerCause.Availability => "availability",
        LedgerCause.Signal => "signal",
        LedgerCause.Exception => "exception",
        LedgerCause.Override => "override",
    };

    public static string Word(RollupCause cause) => cause switch
    {
        RollupCause.Joined => "joined",
        RollupCause.Left => "left",
        RollupCause.Weight => "weight",
        RollupCause.Score => "score",
    };

    private static void Write(
        IAnsiConsole console, FormattableString title, IEnumerable<(string Cause, string What, string Before, string After, decimal Moves)> lines, decimal total)
    {
        console.WriteLine();
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, title);
        var table = new Table().SimpleBorder();
        table.AddColumns("cause", "what", "was", "is");
        table.AddColumn(new TableColumn("moves").RightAligned());
        foreach (var (cause, what, before, after, moves) in lines)
        {
            table.AddRow(cause, Markup.Escape(what), Markup.Escape(before), Markup.Escape(after), Signed(moves));
        }

        table.AddRow("[bold]total[/]", "", "", "", Signed(total));
        console.Write(table);
    }

    private static FormattableString Title(string score, decimal change, DateOnly since, string from, string to, DateOnly day) =>
        $"[bold]{score} since {since:yyyy-MM-dd}: {Signed(change)}[/]  from {from} to {to} on {day:yyyy-MM-dd}";

    private static string Text(decimal? published, Tier tier) =>
        string.Create(CultureInfo.InvariantCulture, $"{published:0.0000} ({tier.Name})");

    private static string Signed(decimal points) => points.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
}
