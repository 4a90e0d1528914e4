using System.Collections.Immutable;
using System.Text;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Cli.Score;

/// <summary>
/// One row per account, day and score: account_id, as_of, score (its name), value (unrounded), tier, trend, coverage, segment (in a model
/// that has any), then
/// by_model, tier_by_model, override_by, override_until, all empty while nobody overrides the score, then
/// dimension_NAME with the points of each dimension that any score has (dimension_usage/breadth for one within another), then each signal's value and NAME_points. Empty means missing.
/// </summary>
public static class ScoreCsv
{
    public static string Header(HealthModel model) => string.Join(',',
    [
        "account_id", "as_of", "score", "value", "tier", "trend", "coverage",
        .. model.Segments.IsEmpty ? [] : (string[])["segment"],
        "by_model", "tier_by_model", "override_by", "override_until",
        .. Dimensions(model).Select(name => Cell($"dimension_{name}")),
        .. model.Signals.SelectMany(s => new[] { Cell(s.Name), Cell(s.Name + "_points") }),
    ]) + "\n";

    /// <summary>The dimensions of all scores by path, each once, in the order of the model.</summary>
    internal static ImmutableArray<string> Dimensions(HealthModel model) =>
        [.. model.Scores.SelectMany(s => s.AllDimensions()).Select(d => d.Path).Distinct(StringComparer.Ordinal)];

    internal static byte[] Utf8Cell(string text) => Encoding.UTF8.GetBytes(Cell(text));

    // A cell that a spreadsheet would take for a formula gets an apostrophe in front (CSV injection, ASVS 1.2.10).
    internal static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
