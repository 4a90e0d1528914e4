using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Scores.Trends;
using Mainstay.Core.Signals;
using Spectre.Console;

namespace Mainstay.Cli.Explain;

/// <summary>The explanation tree of one account for the terminal: what adds up to the score, what is missing, the facts behind it.</summary>
public static class ExplainText
{
    private const int MostFacts = 3;

    public static void Write(IAnsiConsole console, CompanyProfile company, AccountHistory history, DatedReport dated)
    {
        var report = dated.Report;
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{company.Name}[/] ({company.AccountId}) as of {dated.Day:yyyy-MM-dd}, model {report.Model.Name} {report.Model.Version}{(report.Segment is { } segment ? $", segment {segment.Name}" : "")}");
        for (var i = 0; i < report.Scores.Length; i++)
        {
            Write(console, history, report, report.Scores[i], dated.Trends[i]);
        }

        foreach (var rejected in report.RejectedOverrides)
        {
            console.WriteLine();
            console.WriteLine("Not counted: " + rejected.Describe());
        }

        var shown = report.Signals.Where(s => s.Definition.Curve is null).ToArray();
        if (shown.Length > 0)
        {
            console.WriteLine();
            console.WriteLine("Shown, not counted: " + string.Join(", ", shown.Select(s => $"{s.Definition.Label} {Driver.Describe(s.Reading)}")));
        }
    }

    private static void Write(IAnsiConsole console, AccountHistory history, ScoreReport report, ScoreResult score, Trend trend)
    {
        console.WriteLine();
        console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]{score.Definition.Name} {score.Published?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–"}[/]  tier {score.Tier.Name}, trend {trend.ToString().ToLowerInvariant()}, coverage {score.Coverage.ToString("0.#%", CultureInfo.InvariantCulture)}");
        var parts = score.PublishedParts();
        var table = new Table().SimpleBorder();
        table.AddColumns("signal", "reading");
        foreach (var column in (string[])["points", "share", "adds", "costs"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        table.AddColumn("facts");
        var next = 0;
        foreach (var (dimension, depth) in score.AllDimensions().Zip(score.Definition.AllDimensions(), (d, placed) => (d, placed.Depth)))
        {
            var indent = new string(' ', 2 * depth);
            table.AddRow(
                $"{indent}[bold]{Markup.Escape(dimension.Definition.Name)}[/]", "", Number(dimension.Points, "0.0"), Percent(dimension.Share), "", "", "");
            foreach (var line in dimension.Lines)
            {
                table.AddRow(
                    indent + "  " + Markup.Escape(line.Signal.Definition.Label),
                    Markup.Escape(Driver.Describe(line.Signal)),
                    Number(line.Signal.Points, "0.0"),
                    Percent(line.Share),
                    score.Value is null ? "" : parts[next].ToString("0.0000", CultureInfo.InvariantCulture),
                    line.Share > 0 ? Number(line.Lost, "0.0") : "",
                    Markup.Escape(Facts(line.Signal, history, report.Point)));
                next++;
            }
        }

        foreach (var exception in score.Exceptions)
        {
            if (exception.HasFired)
            {
                var reason = $"{exception.Definition.Because} ({exception.Definition.Describe()}, since {exception.Since:yyyy-MM-dd})";
                table.AddRow(Markup.Escape(reason), "", "", "", parts[next].ToString("0.0000", CultureInfo.InvariantCulture), "", "");
            }

            next++;
        }

        if (score.Override is { } given)
        {
            table.AddRow(
                Markup.Escape($"Override: {given.Given.Reason} ({given.Given.Describe()})"),
                Markup.Escape($"by the model {Driver.Number(given.ByModel)}, {given.TierByModel.Name}"),
                "", "", parts[next].ToString("0.0000", CultureInfo.InvariantCulture), "", "");
        }

        table.AddRow("[bold]total[/]", "", "", Percent(score.Value is null ? 0 : 1), score.Value is null ? "" : parts.Sum().ToString("0.0000", CultureInfo.InvariantCulture), "", "");
        console.Write(table);
    }

    private static string Facts(SignalResult signal, AccountHistory history, PointInTime point)
    {
        if (signal.Reading is Reading.Missing { Reason: not MissingReason.Corrupt })
        {
            return "";
        }

        // A fact may count twice, as the contract that held then and now: it is named once.
        var facts = signal.Definition.Measure.Evidence(history, point).DistinctBy(f => (f.Kind, f.Row)).OrderBy(f => f.At).ToArray();
        var latest = facts.TakeLast(MostFacts).Select(f => (f.Id is { } id ? $"{id} {f.At}" : f.At.ToString()) + Opinion(f));
        return facts.Length switch
        {
            0 => "",
            <= MostFacts => string.Join(", ", latest),
            _ => string.Create(CultureInfo.InvariantCulture, $"{facts.Length:#,0}, last {facts[^1].At}"),
        };
    }

    // What a person thinks is worth nothing without who thinks so, and why.
    private static string Opinion(VisibleFact fact) =>
        fact.Kind == FactKinds.Assessments && fact.Text(fact.Kind["author"]) is { } author
            ? $" by {author}{(fact.Text(fact.Kind["note"]) is { } note ? $": {note}" : "")}"
            : "";

    private static string Number(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "";

    private static string Percent(double share) => share > 0 ? share.ToString("0.0%", CultureInfo.InvariantCulture) : "";
}
