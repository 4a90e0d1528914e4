using System.Collections.Immutable;
using Mainstay.Core.Documents;
using Mainstay.Core.Scores.Curves;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// Reads <c>rollups: { family: { of: health, combine: mean, weigh: arr, include_parent: true } }</c> and
/// <c>{ of: health, combine: share, in: [red], curve: [[0, 100], [0.5, 0]] }</c>.
/// </summary>
internal static class RollupSyntax
{
    private static readonly string[] Keys = ["of", "combine", "weigh", "include_parent", "in", "curve", "tiers", "minimum_coverage"];

    public static ImmutableArray<RollupDefinition> Read(DocumentReader reader, DocumentNode? node, ImmutableArray<ScoreDefinition> scores, ImmutableArray<Segment> segments, ScoreDefaults defaults)
    {
        // A model without a readable score has told so; there is nothing to roll up.
        if (node is null || reader.Mapping(node, "rollups") is not { } mapping || scores.IsEmpty)
        {
            return [];
        }

        var rollups = ImmutableArray.CreateBuilder<RollupDefinition>();
        foreach (var entry in mapping.Entries)
        {
            if (!ModelReader.IsName(entry.Key))
            {
                reader.Error(entry.KeyPosition, $"A roll-up's name has small letters, digits and _, and starts with a letter; '{entry.Key}' does not.");
            }
            else if (scores.Any(s => s.Name == entry.Key))
            {
                reader.Error(entry.KeyPosition, $"There is already a score '{entry.Key}': name the roll-up otherwise.");
            }
            else if (ReadOne(reader, entry, scores, segments, defaults) is { } rollup)
            {
                rollups.Add(rollup);
            }
        }

        return rollups.ToImmutable();
    }

    // A tier means all that it is called under a trend; what it is called under one means just that.
    private static IEnumerable<string> WithSplits(string name, TierScheme[] schemes) =>
        schemes.Select(s => s.Find(name)).OfType<Tier>().SelectMany(t => t.Shown()).Select(t => t.Name).Prepend(name);

    private static RollupDefinition? ReadOne(DocumentReader reader, DocumentNode.Entry entry, ImmutableArray<ScoreDefinition> scores, ImmutableArray<Segment> segments, ScoreDefaults defaults)
    {
        var what = $"Roll-up '{entry.Key}'";
        if (reader.Mapping(entry.Value, what) is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, what, Keys);
        var errors = reader.Findings.Count;
        var of = mapping["of"] is { } o ? reader.OneOf(o, "of", [.. scores.Select(s => s.Name)]) : scores[0].Name;
        var combine = mapping["combine"] is { } c ? Word<RollupCombination>(reader, c, "combine") : RollupCombination.Mean;
        var weigh = mapping["weigh"] is { } w ? Word<RollupWeight>(reader, w, "weigh") : RollupWeight.Equal;
        var includesParent = mapping["include_parent"] is { } p && reader.OneOf(p, "include_parent", "true", "false") == "true";
        var isShare = combine == RollupCombination.Share;
        var schemes = scores.Concat(segments.SelectMany(s => s.Scores)).Where(s => s.Name == of).Select(s => s.Tiers).ToArray();
        var tiers = schemes.SelectMany(s => s.Names).Distinct(StringComparer.Ordinal).ToArray();
        var counted = isShare && reader.Required(mapping, "in", $"{what}, a share,") is { } list
            ? DocumentReader.Items(list).Select(item => reader.OneOf(item, "in", tiers)).OfType<string>().SelectMany(name => WithSplits(name, schemes)).Distinct(StringComparer.Ordinal).ToImmutableArray()
            : [];
        foreach (var key in combine is null or RollupCombination.Share ? [] : new[] { "in", "curve" })
        {
            if (mapping[key] is { } useless)
            {
                reader.Error(useless.Position, $"'{key}' is for combine: share.");
            }
        }

        var curve = isShare ? mapping["curve"] is { } points ? CurveSyntax.Read(reader, points) : new Curve.PiecewiseLinear([new Knot(0, 100), new Knot(1, 0)]) : null;
        var scheme = mapping["tiers"] is { } own ? TierSyntax.Read(reader, own) : defaults.Tiers;
        var floor = reader.Number(mapping["minimum_coverage"], "minimum_coverage", 0, 1) ?? defaults.MinimumCoverage;
        return reader.Findings.Count > errors || of is null || combine is not { } combination || weigh is not { } weight || scheme is null ? null : new RollupDefinition
        {
            Name = entry.Key,
            Of = of,
            Combine = combination,
            Weigh = weight,
            IncludesParent = includesParent,
            In = counted,
            Curve = curve,
            Tiers = scheme,
            Trend = defaults.Trend,
            MinimumCoverage = floor,
        };
    }

    private static T? Word<T>(DocumentReader reader, DocumentNode node, string what)
        where T : struct, Enum =>
        reader.OneOf(node, what, [.. Enum.GetNames<T>().Select(n => n.ToLowerInvariant())]) is { } word ? Enum.Parse<T>(word, ignoreCase: true) : null;
}
