using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Documents;

namespace Mainstay.Core.Scores.Models;

/// <summary>Tiers, trend and coverage floor, said once for all scores of a model.</summary>
internal sealed record ScoreDefaults(TierScheme Tiers, TrendDefinition Trend, double MinimumCoverage, TierStability Stability)
{
    private static readonly TierScheme ThreeTiers = new([new("green", 70, 0), new("yellow", 40, 1), new("red", 0, 2)]);

    public static ScoreDefaults Read(DocumentReader reader, DocumentNode.Mapping file) => new(
        file["tiers"] is { } tiers ? ReadTiers(reader, tiers) ?? ThreeTiers : ThreeTiers,
        file["trend"] is { } trend ? ReadTrend(reader, trend) : new TrendDefinition(30, 5),
        file["minimum_coverage"] is { } floor ? reader.Number(floor, "minimum_coverage", 0, 1) ?? 0.5 : 0.5,
        file["tier_changes"] is { } changes ? ReadStability(reader, changes) : TierStability.None);

    internal static TierScheme? ReadTiers(DocumentReader reader, DocumentNode node)
    {
        if (reader.Mapping(node, "tiers") is not { } mapping)
        {
            return null;
        }

        var tiers = ImmutableArray.CreateBuilder<Tier>();
        foreach (var entry in mapping.Entries)
        {
            if (reader.Number(entry.Value, $"The lowest score of '{entry.Key}'", 0, 100) is not { } from)
            {
                continue;
            }

            if (entry.Key == Tier.Unknown.Name)
            {
                reader.Error(entry.KeyPosition, "'unknown' is the tier of scores that too little was observed for; name this one otherwise.");
            }
            else if (tiers.Count > 0 && from >= tiers[^1].From)
            {
                reader.Error(entry.Value.Position, string.Create(CultureInfo.InvariantCulture, $"Tiers go from best to worst: '{entry.Key}' must start below {tiers[^1].From}."));
            }
            else
            {
                tiers.Add(new Tier(entry.Key, from, tiers.Count));
            }
        }

        if (tiers.Count == 0 || tiers[^1].From != 0)
        {
            reader.Error(node.Position, "The last tier must start at 0, so that every score has a tier.");
            return null;
        }

        return new TierScheme(tiers.ToImmutable());
    }

    private static TierStability ReadStability(DocumentReader reader, DocumentNode node)
    {
        if (reader.Mapping(node, "tier_changes") is not { } mapping)
        {
            return TierStability.None;
        }

        reader.AllowOnly(mapping, "tier_changes", "hysteresis", "confirm");
        var confirm = reader.Number(mapping["confirm"], "confirm", 1, 30) ?? 1;
        if (confirm != Math.Floor(confirm))
        {
            reader.Error(mapping["confirm"]!.Position, "confirm is a number of daily readings: a whole number.");
        }

        return new TierStability(reader.Number(mapping["hysteresis"], "hysteresis", 0, 50) ?? 0, (int)confirm);
    }

    private static TrendDefinition ReadTrend(DocumentReader reader, DocumentNode node)
    {
        var fallback = new TrendDefinition(30, 5);
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
