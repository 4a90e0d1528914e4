using System.Globalization;
using Mainstay.Cli.Observe;
using Mainstay.Core.Calibration.Backtests;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Runtime.Calibration;
using Spectre.Console;

namespace Mainstay.Cli.Backtests;

/// <summary>A backtest for the terminal: all days together with intervals, then day by day, then what follows.</summary>
public static class BacktestText
{
    public static void Write(IAnsiConsole console, BacktestFindings findings)
    {
        var (champion, challenger, backtest) = findings;
        ObservationText.WriteHead(console, champion);
        console.WriteLine(Told($"Judged: {backtest.Rows:#,0} of them on {backtest.Days.Length:#,0} days whose past was known by then; {backtest.Churned:#,0} of {backtest.ChurnedFamilies:#,0} accounts or families churned.{(backtest.Unpaired > 0 ? Told($" {backtest.Unpaired:#,0} that only one model scores are left out of both.") : "")}"));
        console.Write(All(champion, challenger, backtest));
        console.Write(Days(backtest));
        foreach (var line in BacktestWords.Verdicts(findings))
        {
            console.WriteLine(line);
        }
    }

    private static Table All(ObservationSet champion, ObservationSet? challenger, Backtest backtest)
    {
        var table = new Table().SimpleBorder();
        table.AddColumn("all days");
        foreach (var column in (string[])["AUC", "PR AUC", "Brier", "log loss", "ECE", "lift, lowest tenth"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        Add($"{champion.Model.Name} {champion.Model.Version}", backtest.Champion);
        if (backtest is { Challenger: { } other, Difference: { } difference })
        {
            Add($"{challenger!.Model.Name} {challenger.Model.Version}", other);
            Add("difference", difference);
        }

        Add("base rate alone", backtest.Prior);
        return table;

        void Add(string name, MetricIntervals m) => table.AddRow(
            Markup.Escape(name), Words(m.RocAuc), Words(m.PrAuc), Words(m.Brier, "0.0000"), Words(m.LogLoss), Words(m.Ece), Words(m.LiftTopDecile, "0.0"));
    }

    private static Table Days(Backtest backtest)
    {
        var isPaired = backtest.Challenger is not null;
        var table = new Table().SimpleBorder();
        table.AddColumn("day");
        foreach (var column in (string[])["rows", "churned", "AUC", "Brier", "lift", .. isPaired ? ["challenger's AUC", "Brier", "lift"] : Array.Empty<string>()])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var day in backtest.Days)
        {
            string[] of = [Number(day.Champion.RocAuc, "0.000"), Number(day.Champion.Brier, "0.0000"), Number(day.Champion.LiftTopDecile, "0.0")];
            string[] other = day.Challenger is { } c ? [Number(c.RocAuc, "0.000"), Number(c.Brier, "0.0000"), Number(c.LiftTopDecile, "0.0")] : [];
            table.AddRow([Told($"{day.Day:yyyy-MM-dd}"), Told($"{day.Rows:#,0}"), Told($"{day.Churned:#,0}"), .. of, .. other]);
        }

        return table;
    }

    private static string Words(Interval interval, string format = "0.000") =>
        double.IsNaN(interval.Mean) ? "" : $"{Number(interval.Mean, format)} ({Number(interval.Low, format)}–{Number(interval.High, format)})";

    private static string Number(double value, string format) => double.IsNaN(value) ? "" : value.ToString(format + ";\u2212" + format, CultureInfo.InvariantCulture);

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
