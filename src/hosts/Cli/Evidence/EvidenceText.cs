using System.Globalization;
using Mainstay.Cli.Observe;
using Mainstay.Core.Calibration.Evidence;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Runtime.Calibration;
using Spectre.Console;

namespace Mainstay.Cli.Evidence;

/// <summary>The evidence for the terminal: a line of figures per signal, then the verdicts with their reasons, then what is suspicious.</summary>
public static class EvidenceText
{
    public static void Write(IAnsiConsole console, EvidenceFindings findings)
    {
        if (findings.Set is { } set)
        {
            ObservationText.WriteHead(console, set);
        }
        else
        {
            console.WriteLine(Told($"{findings.Table.Rows:#,0} rows with {findings.Table.Columns.Length:#,0} columns, {findings.Table.Positives:#,0} churned, {100 * findings.Table.BaseRate:0.0} %."));
        }

        if (findings.Score is { } score)
        {
            console.WriteLine(Told($"The score tells those that stayed from those that churned with an AUC of {Words(score)}{(score.Low > 0.5 ? "." : ": no skill beyond chance.")}"));
        }

        console.Write(Figures(findings));
        foreach (var signal in findings.Signals)
        {
            var suspect = findings.Leaks.Any(leak => leak.Signal == signal.Name) ? " But it may know the outcome beforehand: see below." : "";
            console.WriteLine($"{EvidenceWords.Spoken(EvidenceWords.Of(signal.Verdict)),-15} {signal.Name}: {signal.Because}{suspect}");
        }

        WriteLeaks(console, findings);
        WriteHelped(console, findings);
    }

    private static Table Figures(EvidenceFindings findings)
    {
        var hasModel = findings.Set is not null;
        var table = new Table().SimpleBorder();
        table.AddColumn("signal");
        foreach (var column in (string[])["coverage", "AUC", "95 %", "IV", "q", .. hasModel ? ["points' AUC", "weight", "share told", "PSI"] : Array.Empty<string>()])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("churn goes");
        foreach (var e in findings.Signals)
        {
            string[] ofModel = hasModel
                ? [e.Points is { } p ? Told($"{p.Mean:0.00}") : "", e.Weight is { } w ? Told($"{100 * w:0} %") : "", e.Share is { } s ? Told($"{100 * s:0} %") : "", e.Psi is { } psi && !double.IsNaN(psi) ? Told($"{psi:0.00}") : ""]
                : [];
            table.AddRow(
            [
                Markup.Escape(e.Name),
                Told($"{100 * e.Coverage:0} %"),
                e.Auc is { } a ? Told($"{a.Mean:0.00}") : "",
                e.Auc is { } b ? Told($"{b.Low:0.00} to {b.High:0.00}") : "",
                Told($"{e.InformationValue:0.00}"),
                double.IsNaN(e.QValue) ? "" : Told($"{e.QValue:0.000}"),
                .. ofModel,
                Way(e),
            ]);
        }

        return table;
    }

    private static string Way(SignalEvidence e)
    {
        var found = e.IsWords && e.QValue < 0.05 ? "by word" : e.Found switch
        {
            Direction.HigherIsSafer => "down with it",
            Direction.HigherIsRiskier => "up with it",
            Direction.None => "no one way",
        };
        return e.Assumed is { } assumed and not Direction.None && e.Found != Direction.None && assumed != e.Found ? found + ", not as assumed" : found;
    }

    public static void WriteLeaks(IAnsiConsole console, EvidenceFindings findings)
    {
        console.WriteLine();
        console.WriteLine(findings.Leaks.IsEmpty ? "Nothing seems to know the outcome beforehand." : "May know the outcome beforehand; look before you use them:");
        foreach (var leak in findings.Leaks)
        {
            console.WriteLine($"  {leak.Signal}: {EvidenceWords.Spoken(EvidenceWords.Of(leak.Kind))}. {leak.Because}");
        }
    }

    private static void WriteHelped(IAnsiConsole console, EvidenceFindings findings)
    {
        if (findings.Helped.IsEmpty)
        {
            return;
        }

        console.WriteLine();
        console.WriteLine("Something was done about some accounts. What it does to the evidence:");
        foreach (var effect in findings.Helped)
        {
            console.WriteLine(Told($"  {effect.Tier.Name}: of {effect.HelpedRows:#,0} helped {Rate(effect.Helped)} churned, of {effect.LeftAloneRows:#,0} left alone {Rate(effect.LeftAlone)}.{(effect.IsSaving ? " Without help it is riskier than all rows together say." : "")}"));
        }
    }

    private static string Rate(Interval rate) => double.IsNaN(rate.Mean) ? "none" : Told($"{100 * rate.Mean:0} % ({100 * rate.Low:0} to {100 * rate.High:0})");

    private static string Words(Interval auc) => Told($"{auc.Mean:0.00} ({auc.Low:0.00} to {auc.High:0.00})");

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
