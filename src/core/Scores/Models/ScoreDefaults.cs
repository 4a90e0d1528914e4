using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Core.Scores.Models;

/// <summary>Tiers, trend and coverage floor, said once for all scores of a model, or for one of them.</summary>
internal sealed record ScoreDefaults(TierScheme Tiers, TrendDefinition Trend, double MinimumCoverage, TierStability Stability)
{
    private static readonly ScoreDefaults OfNoModel = new(
        new TierScheme([new("green", 70, 0), new("yellow", 40, 1), new("red", 0, 2)]), new TrendDefinition(30, 5), 0.5, TierStability.None);

    /// <summary>What they are called in a file.</summary>
    public static readonly ImmutableArray<string> Keys = ["tiers", "tier_changes", "trend", "minimum_coverage"];

    /// <param name="model">What holds where the mapping says nothing; null for the model itself.</param>
    public static ScoreDefaults Read(DocumentReader reader, DocumentNode.Mapping mapping, ScoreDefaults? model = null)
    {
        var otherwise = model ?? OfNoModel;
        return new(
            mapping["tiers"] is { } tiers ? TierSyntax.Read(reader, tiers) ?? otherwise.Tiers : otherwise.Tiers,
            mapping["trend"] is { } trend ? ReadTrend(reader, trend, otherwise.Trend) : otherwise.Trend,
            reader.Number(mapping["minimum_coverage"], "minimum_coverage", 0, 1) ?? otherwise.MinimumCoverage,
            mapping["tier_changes"] is { } changes ? ReadStability(reader, changes, otherwise.Stability) : otherwise.Stability);
    }

    private static TierStability ReadStability(DocumentReader reader, DocumentNode node, TierStability fallback)
    {
        if (reader.Mapping(node, "tier_changes") is not { } mapping)
        {
            return fallback;
        }

        reader.AllowOnly(mapping, "tier_changes", "hysteresis", "confirm");
        var confirm = reader.Number(mapping["confirm"], "confirm", 1, 30) ?? fallback.ConfirmReadings;
        if (confirm != Math.Floor(confirm))
        {
            reader.Error(mapping["confirm"]!.Position, "confirm is a number of daily readings: a whole number.");
        }

        return new TierStability(reader.Number(mapping["hysteresis"], "hysteresis", 0, 50) ?? fallback.Hysteresis, (int)confirm);
    }

    private static TrendDefinition ReadTrend(DocumentReader reader, DocumentNode node, TrendDefinition fallback)
    {
        if (reader.Mapping(node, "trend") is not { } mapping)
        {
            return fallback;
        }

        reader.AllowOnly(mapping, "trend", "window", "stable");
        var window = reader.Days(mapping["window"], "The window of a trend") ?? fallback.WindowDays;
        if (window < 7)
        {
            reader.Error(mapping["window"]!.Position, "A trend needs a window of at least 7 days.");
        }

        return new TrendDefinition(window, reader.Number(mapping["stable"], "stable", 0, 100) ?? fallback.DeadBand);
    }
}
