using System.Globalization;
using Mainstay.Core.Scores.Rollups;
using Spectre.Console;

namespace Mainstay.Cli.Explain;

/// <summary>The roll-ups of a parent for the terminal: a line per account below, which add up.</summary>
public static class RollupText
{
    public static void Write(IAnsiConsole console, DatedRollups dated)
    {
        for (var i = 0; i < dated.Results.Length; i++)
        {
            var result = dated.Results[i];
            console.WriteLine();
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"[bold]{result.Definition.Name} {Text(result.Published)}[/]  tier {result.Tier.Name}, trend {dated.Trends[i].ToString().ToLowerInvariant()}, coverage {result.Coverage.ToString("0.#%", CultureInfo.InvariantCulture)}");
            console.WriteLine(result.Definition.Describe());
            var table = new Table().SimpleBorder();
            table.AddColumns("account", "score", "tier");
            foreach (var column in (string[])["share", "adds", "costs"])
            {
                table.AddColumn(new TableColumn(column).RightAligned());
            }

            foreach (var (line, part) in result.Lines.Zip(result.PublishedParts()))
            {
                table.AddRow(
                    Markup.Escape(Account(line.AccountId, line.Name) + (line.IsWeightAssumed ? " (weight unknown: the average)" : "")),
                    line.Score.Value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–",
                    Markup.Escape(line.Score.Tier.Name),
                    line.Share > 0 ? line.Share.ToString("0.0%", CultureInfo.InvariantCulture) : "",
                    result.Published is null ? "" : part.ToString("0.0000", CultureInfo.InvariantCulture),
                    line.Share > 0 ? line.Lost.ToString("0.0", CultureInfo.InvariantCulture) : "");
            }

            table.AddRow("[bold]total[/]", "", "", "", Text(result.Published), "");
            console.Write(table);
        }
    }

    /// <summary>"South Ltd (acc-2)", or the id alone where there is no name.</summary>
    public static string Account(string id, string name) => name == id ? id : $"{name} ({id})";

    private static string Text(decimal? published) => published?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "–";
}
