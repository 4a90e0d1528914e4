using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Scores.Curves;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Core.Scores.Models;

/// <summary>A score of a parent account out of a score of the accounts below it.</summary>
public sealed record RollupDefinition
{
    public required string Name { get; init; }

    /// <summary>The score of the accounts below that it looks at.</summary>
    public required string Of { get; init; }

    public required RollupCombination Combine { get; init; }

    public required RollupWeight Weigh { get; init; }

    /// <summary>Whether the parent's own score takes part.</summary>
    public required bool IncludesParent { get; init; }

    /// <summary>For a share: the tiers that are counted. Empty otherwise.</summary>
    public required ImmutableArray<string> In { get; init; }

    /// <summary>For a share: what it is worth, share 0 to 1 → points. Null otherwise.</summary>
    public required Curve? Curve { get; init; }

    public required TierScheme Tiers { get; init; }

    public required TrendDefinition Trend { get; init; }

    /// <summary>Share of the members' weight, 0 to 1, that must be known; below it the tier is unknown.</summary>
    public required double MinimumCoverage { get; init; }

    public string Describe()
    {
        var what = Combine switch
        {
            RollupCombination.Mean => $"mean of {Of}",
            RollupCombination.Worst => $"worst {Of}",
            RollupCombination.Share => $"share of accounts whose {Of} is {string.Join(" or ", In)}, {Curve!.Describe()}",
        };
        var weight = (Combine, Weigh) switch
        {
            (RollupCombination.Worst, RollupWeight.Equal) => "",
            (_, RollupWeight.Equal) => ", each account alike",
            (_, RollupWeight.Arr) => ", weighed by ARR",
            (_, RollupWeight.Seats) => ", weighed by seats",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what} over all accounts below{(IncludesParent ? " and the parent" : "")}{weight}; unknown below {100 * MinimumCoverage:0.#} % coverage");
    }
}

/// <summary>How the scores of several accounts make one.</summary>
public enum RollupCombination
{
    /// <summary>The weighted mean.</summary>
    Mean,

    /// <summary>The lowest; of equal ones the first by account id.</summary>
    Worst,

    /// <summary>The share of weight that is in some tiers, turned into points by a curve.</summary>
    Share,
}

/// <summary>What an account weighs in a roll-up.</summary>
public enum RollupWeight
{
    Equal,

    /// <summary>Annual recurring revenue; below zero counts as none.</summary>
    Arr,

    /// <summary>Licensed seats of the company; below zero counts as none.</summary>
    Seats,
}
