using System.Collections.Immutable;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Core.Scores.Models;

/// <summary>A named range of scores.</summary>
/// <param name="Name">As the model names it.</param>
/// <param name="From">The lowest score that belongs to it (inclusive), 0 to 100.</param>
/// <param name="Severity">How bad it is, from 0; never less than that of a better tier. What playbooks go by.</param>
public sealed record Tier(string Name, double From, int Severity)
{
    /// <summary>The tier of a score that too little was observed for. It belongs to no scheme.</summary>
    public static readonly Tier Unknown = new("unknown", double.NaN, -1);

    /// <summary>What it is called under a trend; null where every trend has the one name.</summary>
    public TrendNames? ByTrend { get; init; }

    public bool IsUnknown => Severity < 0;

    /// <summary>All tiers that people can see of it, best trend first; the tier itself where a trend has no name of its own.</summary>
    public IEnumerable<Tier> Shown() => ByTrend is null
        ? [this]
        : new[] { Trend.Improving, Trend.Stable, Trend.Declining, Trend.Unknown }.Select(Under).DistinctBy(t => t.Name, StringComparer.Ordinal);

    public string NameUnder(Trend trend) => ByTrend?.Of(trend) ?? Name;

    /// <summary>The tier that people see: what stands for it under the trend, or itself.</summary>
    public Tier Under(Trend trend) => ByTrend is null ? this : this with { Name = NameUnder(trend), ByTrend = null };
}

/// <summary>What a tier is called by the trend of its score; null leaves it the tier's own name.</summary>
/// <param name="Unknown">Before there are enough daily scores for a trend.</param>
public sealed record TrendNames(string? Improving, string? Stable, string? Declining, string? Unknown)
{
    public string? Of(Trend trend) => trend switch
    {
        Trend.Improving => Improving,
        Trend.Stable => Stable,
        Trend.Declining => Declining,
        Trend.Unknown => Unknown,
    };

    public bool Has(string name) => name == Improving || name == Stable || name == Declining || name == Unknown;
}

/// <summary>Tiers from best to worst; the worst starts at 0, so that every score has one.</summary>
public sealed record TierScheme(ImmutableArray<Tier> Tiers)
{
    /// <summary>All names that people can read, best first; those of tiers that a trend always renames included.</summary>
    public IEnumerable<string> Names => Tiers.SelectMany(t => t.Shown().Select(s => s.Name).Prepend(t.Name)).Distinct(StringComparer.Ordinal);

    /// <param name="score">Unrounded, 0 to 100.</param>
    public Tier Of(double score) => Tiers.First(tier => score >= tier.From);

    public Tier? Find(string name) => Tiers.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal));

    /// <summary>The tier that has the name, or has it under a trend.</summary>
    public Tier? FindShown(string name) => Find(name) ?? Tiers.FirstOrDefault(t => t.ByTrend?.Has(name) ?? false);
}
