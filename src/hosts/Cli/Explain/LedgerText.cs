using System.Globalization;
using Mainstay.Core.Scores.Ledger;
using Spectre.Console;

namespace Mainstay.Cli.Explain;

/// <summary>A change ledger for the terminal: every cause with what it was, what it is and the points it moved.</summary>
public static class LedgerText
{
    public static void Write(IAnsiConsole console, ChangeLedger ledger, DateOnly since, DateOnly day)
    {
        console.WriteLine();
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]{ledger.To.Definition.Name} since {since:yyyy-MM-dd}: {Signed(ledger.Published)}[/]  from {ledger.From.Published:0.0000} ({ledger.From.Tier.Name}) to {ledger.To.Published:0.0000} ({ledger.To.Tier.Name}) on {day:yyyy-MM-dd}");
        var table = new Table().SimpleBorder();
        table.AddColumns("cause", "what", "was", "is");
        table.AddColumn(new TableColumn("moves").RightAligned());
        foreach (var (line, moves) in ledger.Lines.Zip(ledger.PublishedLines()))
        {
            table.AddRow(Word(line.Cause), Markup.Escape(line.What), Markup.Escape(line.Before), Markup.Escape(line.After), Signed(moves));
        }

        table.AddRow("[bold]total[/]", "", "", "", Signed(ledger.Published));
        console.Write(table);
    }

    public static string Word(LedgerCause cause) => cause switch
    {
        LedgerCause.Model => "model",
        LedgerCause.Segment => "segment",
        LedgerCause.Availability => "availability",
        LedgerCause.Signal => "signal",
        LedgerCause.Exception => "exception",
        LedgerCause.Override => "override",
    };

    private static string Signed(decimal points) => points.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
}
