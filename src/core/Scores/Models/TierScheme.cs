using System.Collections.Immutable;

namespace Mainstay.Core.Scores.Models;

/// <summary>A named range of scores.</summary>
/// <param name="Name">As the model names it.</param>
/// <param name="From">The lowest score that belongs to it (inclusive), 0 to 100.</param>
/// <param name="Severity">0 for the best tier, one more for each below it.</param>
public sealed record Tier(string Name, double From, int Severity)
{
    /// <summary>The tier of a score that too little was observed for. It belongs to no scheme.</summary>
    public static readonly Tier Unknown = new("unknown", double.NaN, -1);

    public bool IsUnknown => Severity < 0;
}

/// <summary>Tiers from best to worst; the worst starts at 0, so that every score has one.</summary>
public sealed record TierScheme(ImmutableArray<Tier> Tiers)
{
    /// <param name="score">Unrounded, 0 to 100.</param>
    public Tier Of(double score) => Tiers.First(tier => score >= tier.From);

    public Tier? Find(string name) => Tiers.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.Ordinal));
}
