using System.Globalization;
using System.Text;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Cli.Score;

/// <summary>
/// One row per account and day of the primary score: account_id, as_of, score (unrounded), tier, trend, coverage, then
/// each dimension's points, then each signal's value and NAME_points. Empty means missing.
/// </summary>
public static class ScoreCsv
{
    public static string Header(HealthModel model) => string.Join(',',
    [
        "account_id", "as_of", "score", "tier", "trend", "coverage",
        .. model.Primary.Dimensions.Select(d => Cell(d.Name)),
        .. model.Signals.SelectMany(s => new[] { Cell(s.Name), Cell(s.Name + "_points") }),
    ]);

    public static string Row(DatedReport dated)
    {
        var (report, score) = (dated.Report, dated.Report.Primary);
        var row = new StringBuilder();
        row.Append(Cell(report.AccountId)).Append(',').Append(dated.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Number(row, score.Value);
        row.Append(',').Append(Cell(score.Tier.Name)).Append(',').Append(dated.Trend.ToString().ToLowerInvariant());
        Number(row, score.Coverage);
        foreach (var dimension in score.Dimensions)
        {
            Number(row, dimension.Points);
        }

        foreach (var signal in report.Signals)
        {
            Number(row, signal.Reading.ValueOrNull);
            Number(row, signal.Points);
        }

        return row.ToString();
    }

    // A cell that a spreadsheet would take for a formula gets an apostrophe in front (CSV injection, ASVS 1.2.10).
    private static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static void Number(StringBuilder row, double? number)
    {
        row.Append(',');
        if (number is { } value)
        {
            row.Append(CultureInfo.InvariantCulture, $"{value:R}");
        }
    }
}
