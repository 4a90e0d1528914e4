using System.Collections.Immutable;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Core.Scores.Rollups;

/// <summary>A roll-up of one account on one day, with a line per account that takes part.</summary>
public sealed record RollupResult
{
    public required RollupDefinition Definition { get; init; }

    /// <summary>0 to 100, unrounded; null when no score below is known.</summary>
    public required double? Value { get; init; }

    public required Tier Tier { get; init; }

    /// <summary>Share of the members' weight whose score is known, 0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>In ordinal order of account ids; accounts that are not scored on the day have none.</summary>
    public required ImmutableArray<RollupLine> Lines { get; init; }

    /// <summary><see cref="Value"/> to four places, away from zero at the half; null likewise.</summary>
    public decimal? Published => Value is { } value ? decimal.Round((decimal)value, 4, MidpointRounding.AwayFromZero) : null;

    /// <summary>The accounts that cost it the most, greatest first; of equal ones the first by id. Those that cost nothing are left out.</summary>
    public ImmutableArray<Driver> Drivers(int most) =>
    [
        .. Lines
            .Where(line => line.Lost > 0)
            .OrderByDescending(line => line.Lost)
            .Take(most)
            .Select(line => new Driver(
                line.AccountId, line.Name, line.Part.DescribeScore(), line.Score.Value!.Value, line.Lost)),
    ];

    /// <summary>The contributions of <see cref="Lines"/> to four places, adding up exactly to <see cref="Published"/>.</summary>
    public ImmutableArray<decimal> PublishedParts() =>
        Published is { } published ? [.. Apportionment.ToTotal([.. Lines.Select(l => l.Contribution)], published, 4)] : [.. Lines.Select(_ => 0m)];
}

/// <param name="Part">The account that takes part.</param>
/// <param name="NominalShare">Its share of the weight of all that take part, 0 to 1.</param>
/// <param name="Share">Its share of the roll-up, 0 to 1; 0 where its score is not known.</param>
/// <param name="Contribution">What it adds. All lines add up to the roll-up.</param>
public sealed record RollupLine(RollupPart Part, double NominalShare, double Share, double Contribution)
{
    public string AccountId => Part.AccountId;

    public string Name => Part.Name;

    public MemberScore Score => Part.Score;

    /// <summary>Whether its ARR or seats are unknown: it then weighs what the others do on average.</summary>
    public bool IsWeightAssumed => Part.Weight is null;

    /// <summary>What the roll-up would gain if it were as good as can be.</summary>
    public double Lost => Share * 100 - Contribution;
}
