using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Timelines;
using Spectre.Console;

namespace Mainstay.Cli.Score;

/// <summary>Accounts by risk for the terminal: the worst first, with the reason.</summary>
public static class ScoreTable
{
    /// <param name="model">With segments, the table says by which each account is scored.</param>
    public static Table Create(HealthModel model)
    {
        var table = new Table().RoundedBorder();
        table.AddColumn("account");
        table.AddColumn("as of");
        if (!model.Segments.IsEmpty)
        {
            table.AddColumn("scored as");
        }

        table.AddColumn(new TableColumn("score").RightAligned());
        table.AddColumn("tier");
        table.AddColumn("trend");
        table.AddColumn(new TableColumn("coverage").RightAligned());
        table.AddColumn("costs most");
        return table;
    }

    public static void Add(Table table, DatedReport dated, CompanyProfile company)
    {
        var score = dated.Report.Primary;
        string[] segment = dated.Report.Segment is { } scoredAs ? [Markup.Escape(scoredAs.Name)] : [];
        table.AddRow(
        [
            Markup.Escape(company.Name == company.AccountId ? company.Name : $"{company.Name} ({company.AccountId})"),
            dated.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            .. segment,
            score.Shown?.ToString(CultureInfo.InvariantCulture) ?? "–",
            $"[{Colour(score)}]{Markup.Escape(score.Tier.Name)}[/]",
            dated.Trend.ToString().ToLowerInvariant(),
            score.Coverage.ToString("0 %", CultureInfo.InvariantCulture),
            Markup.Escape(string.Join("; ", Driver.Of(score, most: 2))),
        ]);
    }

    /// <summary>Worst first: unknown tiers last, then by tier and score.</summary>
    public static IEnumerable<T> ByRisk<T>(IEnumerable<T> items, Func<T, ScoreResult> score) => items
        .OrderByDescending(item => score(item).Tier.Severity)
        .ThenBy(item => score(item).Value);

    private static string Colour(ScoreResult score) => (score.Tier.IsUnknown, score.Tier.Severity) switch
    {
        (true, _) => "grey",
        (_, 0) => "green",
        _ when score.Tier.Severity == score.Definition.Tiers.Tiers[^1].Severity => "red",
        _ => "yellow",
    };
}
