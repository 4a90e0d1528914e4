using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Cli.Evidence;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Proposals;
using Mainstay.Runtime.Calibration;
using Spectre.Console;

namespace Mainstay.Cli.Calibrate;

/// <summary>A calibration for the terminal: the verdict, the figures beside the baselines, what is suspicious, what is proposed.</summary>
public static class CalibrationText
{
    private const int MostSignals = 15;

    /// <param name="file">Where the proposal was written; null where it was not.</param>
    public static void Write(IAnsiConsole console, CalibrationFindings findings, string? file)
    {
        var table = findings.Plan.Table;
        console.WriteLine(Told($"{findings.Input.Source}: {table.Rows:#,0} rows, {table.Positives:#,0} with {findings.Input.Outcome} ({100 * table.BaseRate:0.0} %), {findings.Evidence.Table.Columns.Length} columns; {findings.Judged}."));
        console.WriteLine($"{(findings.Result.Claim.HasSkill ? "Skill." : "No skill can be claimed.")} {findings.Result.Claim.Reason}");
        if (findings.Result.Metrics is { } metrics)
        {
            console.Write(Figures(findings, metrics));
        }

        if (findings.Result.BetterThanCurrent is { } better)
        {
            console.WriteLine(Told($"AUC less that of today's score: {better.Mean:+0.000;-0.000} ({better.Low:+0.000;-0.000} to {better.High:+0.000;-0.000})."));
        }

        EvidenceText.WriteLeaks(console, findings.Evidence);
        WriteProposal(console, findings, file);
    }

    private static Table Figures(CalibrationFindings findings, MetricIntervals metrics)
    {
        var table = new Table().SimpleBorder();
        table.AddColumn("on unseen rows");
        foreach (var column in (string[])["ROC AUC", "PR AUC", "Brier", "log loss", "ECE", "lift top 10 %"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        Add("learned", metrics);
        Add("today's score", findings.Result.Current);
        Add("best single signal", findings.Result.Single);
        Add("base rate for all", findings.Result.Prior);
        return table;

        void Add(string name, MetricIntervals? m)
        {
            if (m is not null)
            {
                table.AddRow(name, Shown(m.RocAuc), Shown(m.PrAuc), Shown(m.Brier), Shown(m.LogLoss), Shown(m.Ece), Told($"{m.LiftTopDecile.Mean:0.00}"));
            }
        }
    }

    private static void WriteProposal(IAnsiConsole console, CalibrationFindings findings, string? file)
    {
        if (findings.Result is not { Model: { } model, Bounds: not null })
        {
            console.WriteLine("Nothing is proposed.");
            return;
        }

        var tiers = new Table().SimpleBorder();
        tiers.AddColumn("tier as proposed");
        foreach (var column in (string[])["accounts", "share", "churned", "rate", "95 %"])
        {
            tiers.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var t in findings.Result.Tiers)
        {
            tiers.AddRow(t.Tier, Told($"{t.Rows:#,0}"), Told($"{100d * t.Rows / findings.Result.Tiers.Sum(x => x.Rows):0} %"), Told($"{t.Events:#,0}"), t.Rows == 0 ? "" : Told($"{100 * t.Rate.Mean:0.0} %"), t.Rows == 0 ? "" : Told($"{100 * t.Rate.Low:0.0} to {100 * t.Rate.High:0.0} %"));
        }

        console.Write(tiers);
        if (model.TodaysShare > 0)
        {
            console.WriteLine(Told($"Rows are few: what is learned follows today's score to {100 * model.TodaysShare:0} %, which did best on parts of the rows."));
        }

        console.WriteLine("What is learned, the heaviest first:");
        foreach (var signal in model.Signals.OrderByDescending(s => s.Weight).Take(MostSignals))
        {
            console.WriteLine(Told($"{100 * signal.Weight / model.Range,5:0.0} %  {Curve(signal)}"));
        }

        if (model.Signals.Length > MostSignals)
        {
            console.WriteLine(Told($"        and {model.Signals.Length - MostSignals} more"));
        }

        WriteChanges(console, findings.Changes);
        console.WriteLine(file is null ? "A proposal: write it with --out MODEL.yaml, read it, change it, and publish it if you agree." : $"The proposal is in {file}: read it, change it, and publish it if you agree.");
    }

    // Of a table there is no model of today to compare with.
    private static void WriteChanges(IAnsiConsole console, ImmutableArray<ProposedChange> changes)
    {
        if (changes.All(c => c.Today is null))
        {
            return;
        }

        console.WriteLine("Shares of today's weights and of the proposed, by how much a signal moves scores, and what outcomes say of it:");
        foreach (var c in changes.Take(MostSignals).Concat(changes.Skip(MostSignals).Where(c => c.Proposed == 0)))
        {
            console.WriteLine(Told($"{100 * c.Today,5:0.0} % → {100 * c.Proposed,5:0.0} %  {c.Signal}{(c.By is null ? "" : $" by {c.By}")}{(c.Moves > 0 ? Told($", ±{c.Moves:0.0} points") : ", left out")}{(c.Because is null ? "" : $": {c.Because}")}"));
        }
    }

    private static string Curve(LearnedSignal signal) => signal switch
    {
        LearnedSignal.Line line => $"{line.Column}: {string.Join(", ", line.Knots)}",
        LearnedSignal.Bands bands => Told($"{bands.Column}: {bands.Below} below, {string.Join(", ", bands.Steps)}"),
        LearnedSignal.Words words => $"{words.Column}: {string.Join(", ", words.Values.Select(v => Told($"{v.Word} {v.Points}")))}",
        LearnedSignal.Pair pair => Told($"{pair.Column} by {pair.Other}: a table of {pair.First.Count} × {pair.OtherPieces.Count}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Shown(Interval i) => Told($"{i.Mean:0.000} ({i.Low:.000}–{i.High:.000})");

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
