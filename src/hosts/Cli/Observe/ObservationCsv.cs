using System.Globalization;
using Mainstay.Cli.Score;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Cli.Observe;

/// <summary>
/// One row per observation: account_id, family, as_of, churned, days_to_churn, expanded, helped (all of what came after),
/// then what was shown: score (unrounded), tier, coverage, segment (in a model that has any), dimension_NAME, each signal's value
/// and NAME_points. Empty means missing.
/// </summary>
public static class ObservationCsv
{
    public static async Task WriteAsync(ObservationSet set, TextWriter writer)
    {
        await writer.WriteAsync(Header(set.Model) + "\n");
        for (var i = 0; i < set.Rows.Length; i++)
        {
            await writer.WriteAsync(Row(set.Model, set.Rows[i], set.Families[i]) + "\n");
        }
    }

    private static string Header(HealthModel model) => string.Join(',',
    [
        "account_id", "family", "as_of", "churned", "days_to_churn", "expanded", "helped", "score", "tier", "coverage",
        .. model.Segments.IsEmpty ? [] : (string[])["segment"],
        .. model.Primary.AllDimensions().Select(d => ScoreCsv.Cell($"dimension_{d.Path}")),
        .. model.Signals.SelectMany(s => new[] { ScoreCsv.Cell(s.Name), ScoreCsv.Cell(s.Name + "_points") }),
    ]);

    private static string Row(HealthModel model, Observation row, string family) => string.Join(',',
    [
        ScoreCsv.Cell(row.AccountId),
        ScoreCsv.Cell(family),
        row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Flag(row.HasChurned),
        row.DaysToChurn?.ToString(CultureInfo.InvariantCulture) ?? "",
        Flag(row.HasExpanded),
        Flag(row.WasHelped),
        Number(row.Score),
        ScoreCsv.Cell(row.Tier.Name),
        Number(row.Coverage),
        .. model.Segments.IsEmpty ? [] : (string[])[ScoreCsv.Cell(row.Segment ?? "")],
        .. row.Dimensions.Select(Number),
        .. row.Readings.Zip(row.Points).SelectMany(s => new[] { Number(s.First), Number(s.Second) }),
    ]);

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);
}
