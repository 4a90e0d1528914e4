using System.Globalization;
using Mainstay.Cli.Observe;
using Mainstay.Core.Calibration.Retrospects;
using Spectre.Console;

namespace Mainstay.Cli.Retrospects;

/// <summary>A retrospective for the terminal, in the order in which people ask.</summary>
public static class RetrospectiveText
{
    private const int MostMissed = 10;

    public static void Write(IAnsiConsole console, Retrospective retrospective)
    {
        ObservationText.WriteHead(console, retrospective.Set);
        console.WriteLine(retrospective.Auc is { } auc
            ? Told($"The score tells those that stayed from those that churned with an AUC of {auc.Mean:0.00} ({auc.Low:0.00} to {auc.High:0.00}){(auc.Low > 0.5 ? "." : ": no skill beyond chance.")}")
            : "Too few churned to say whether the score tells anything.");
        WriteTiers(console, retrospective);
        WriteBefore(console, retrospective);
        WriteDimensions(console, retrospective);
        WriteMissed(console, retrospective);
        console.WriteLine();
        foreach (var check in Acceptance.Of(retrospective))
        {
            console.WriteLine($"{(check.Holds switch { true => "yes    ", false => "no     ", null => "unknown" })} {check.Claim}: {check.Found}");
        }
    }

    private static void WriteTiers(IAnsiConsole console, Retrospective retrospective)
    {
        var table = new Table().SimpleBorder();
        table.AddColumn("tier");
        foreach (var column in (string[])["observations", "of the book", "churned", "95 %", "times base", "expanded", "of all days", "median stay"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var tier in retrospective.Tiers)
        {
            table.AddRow(
                Markup.Escape(tier.Tier.Name),
                Told($"{tier.Rows:#,0}"),
                Told($"{100d * tier.Rows / retrospective.Set.Rows.Length:0} %"),
                Told($"{100 * tier.Churned.Mean:0.0} %"),
                Told($"{100 * tier.Churned.Low:0.0} to {100 * tier.Churned.High:0.0}"),
                double.IsNaN(tier.Multiple) ? "" : Told($"{tier.Multiple:0.0}"),
                Told($"{100 * tier.Expanded.Mean:0.0} %"),
                Told($"{100 * tier.ShareOfDays:0} %"),
                tier.MedianStay is { } stay ? Told($"{stay:0.#} {(stay == 1 ? "day" : "days")}") : "");
        }

        console.Write(table);
    }

    private static void WriteBefore(IAnsiConsole console, Retrospective retrospective)
    {
        var churned = retrospective.Churned;
        console.WriteLine(Told($"{churned.Length:#,0} scored customers left between {retrospective.Set.Plan.Dates[0]:yyyy-MM-dd} and {retrospective.To:yyyy-MM-dd}."));
        if (churned.IsEmpty)
        {
            return;
        }

        var means = string.Join(", ", retrospective.MeansBefore.Select(m => m.Scored == 0 ? Told($"none scored {m.Days} days before") : Told($"{m.Mean:0.0} {m.Days} days before ({m.Scored:#,0})")));
        console.WriteLine(Told($"Their mean score: {means}; of observations that stayed {retrospective.MeanOfStayed:0.0}."));
        console.WriteLine($"Their course: {string.Join(", ", churned.GroupBy(c => c.Trajectory.Shape).OrderByDescending(g => g.Count()).Select(g => Told($"{g.Count():#,0} {TrajectoryWords.Of(g.Key)}")))}.");
        var (median, of) = retrospective.WarnedDays;
        console.WriteLine(of == 0
            ? "None of them was ever red in the 180 days before."
            : Told($"{of:#,0} of them were red in the 180 days before, the median for the first time {median:0} days before the end."));
    }

    private static void WriteDimensions(IAnsiConsole console, Retrospective retrospective)
    {
        var told = retrospective.Dimensions.Where(d => d.Auc is not null).Select(d => Told($"{d.Path} {d.Auc!.Value.Mean:0.00} ({d.Auc.Value.Low:0.00} to {d.Auc.Value.High:0.00})")).ToArray();
        if (told.Length > 0)
        {
            console.WriteLine($"What told churn best (AUC): {string.Join(", ", told)}.");
        }
    }

    private static void WriteMissed(IAnsiConsole console, Retrospective retrospective)
    {
        var missed = retrospective.Missed.ToArray();
        if (missed.Length == 0)
        {
            return;
        }

        console.WriteLine();
        console.WriteLine(Told($"{missed.Length:#,0} left though they stood in the best tier 60 or 30 days before{(missed.Length > MostMissed ? Told($"; the last {MostMissed} of them") : "")}:"));
        foreach (var account in missed.TakeLast(MostMissed))
        {
            console.WriteLine(Told($"  {account.Company.Name}, {account.Day:yyyy-MM-dd}: {string.Join(" → ", account.Before.Select(v => double.IsNaN(v) ? "–" : Told($"{Math.Floor(v):0}")))}, {TrajectoryWords.Of(account.Trajectory.Shape)}.{Said(account)}"));
            foreach (var line in Facts(account))
            {
                console.WriteLine($"    {line}");
            }
        }
    }

    private static string Said(ChurnedAccount account) =>
        (account.Reason, account.Comment) switch
        {
            (null, null) => "",
            (var reason, null) => $" Reason: {reason}.",
            (null, var comment) => $" They said: {comment}",
            var (reason, comment) => $" Reason: {reason}. They said: {comment}",
        };

    private static IEnumerable<string> Facts(ChurnedAccount account)
    {
        if (!account.Drivers.IsEmpty)
        {
            yield return $"Cost it points: {string.Join("; ", account.Drivers.Select(d => d.ToString()))}.";
        }

        if (!account.Fell.IsEmpty)
        {
            yield return $"Fell meanwhile: {string.Join("; ", account.Fell)}.";
        }

        if (!account.Blind.IsEmpty)
        {
            yield return $"Read nothing: {string.Join(", ", account.Blind)}.";
        }

        if (!account.Facts.IsEmpty)
        {
            yield return $"Facts of the last 90 days: {string.Join(", ", account.Facts.Select(f => Told($"{f.Count:#,0} {f.Kind}")))}.";
        }
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
