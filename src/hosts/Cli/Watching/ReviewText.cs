using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Watching;
using Spectre.Console;

namespace Mainstay.Cli.Watching;

/// <summary>The review for the terminal: who was right how often, then what people say the model lacks, then what is said.</summary>
public static class ReviewText
{
    private const int MostShown = 20;

    public static void Write(IAnsiConsole console, ImmutableArray<Disagreement> found, int horizon)
    {
        if (found.IsEmpty)
        {
            console.WriteLine("Nobody has overridden a score or named an account as misscored.");
            return;
        }

        Sum(console, "Overrides", [.. found.Where(j => j.IsOverride)], horizon);
        Sum(console, "Named as misscored", [.. found.Where(j => !j.IsOverride)], horizon);
        foreach (var lack in Lack.Of(found))
        {
            console.WriteLine(Told($"  missing: {lack.Note}, {lack.Times:#,0} times, right in {lack.Right:#,0} of the {lack.Known:#,0} that are over"));
        }

        var table = new Table().SimpleBorder();
        table.AddColumns("day", "account", "by", "said", "because", "right");
        foreach (var said in found.TakeLast(MostShown))
        {
            table.AddRow(
                Told($"{said.Day:yyyy-MM-dd}"),
                Markup.Escape(said.AccountId),
                Markup.Escape(said.Author),
                said.SaysHealthier ? "healthier than scored" : "worse than scored",
                Markup.Escape(said.Note),
                ReviewJson.Word(said.Right).Replace('_', ' '));
        }

        console.Write(table);
    }

    /// <summary>What people said of tasks; nothing where there are none.</summary>
    public static void WriteAlerts(IAnsiConsole console, ImmutableArray<AlertPrecision> alerts)
    {
        foreach (var alert in alerts)
        {
            console.WriteLine(alert.Judged == 0
                ? Told($"Tasks of {alert.Playbook}: {alert.Unjudged:#,0}, of none of which anybody has said whether it was right.")
                : Told($"Tasks of {alert.Playbook}: {alert.Valid:#,0} of {alert.Judged:#,0} judged were valid, {100 * alert.Share.Mean:0} % ({100 * alert.Share.Low:0} to {100 * alert.Share.High:0}); {alert.False:#,0} false, {alert.Premature:#,0} premature, {alert.Unjudged:#,0} not judged.{(alert.IsNoisy ? " More than three in ten are noise: tune it." : "")}"));
        }
    }

    private static void Sum(IAnsiConsole console, string what, ImmutableArray<Disagreement> found, int horizon)
    {
        var known = found.Where(j => j.Right != Right.NotKnownYet).ToArray();
        if (found.IsEmpty)
        {
            return;
        }

        var right = Interval.OfRate(known.Count(j => j.Right == Right.Person), known.Length);
        console.WriteLine(known.Length == 0
            ? Told($"{what}: {found.Length:#,0}, of none of which the {horizon} days are over.")
            : Told($"{what}: {found.Length:#,0}. Of {known.Length:#,0} whose {horizon} days are over the person was right in {100 * right.Mean:0} % ({100 * right.Low:0} to {100 * right.High:0}), the model in the others."));
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
