using System.Globalization;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Scores.Rollups;

/// <summary>An account that takes part in a roll-up, with all that the roll-up looks at.</summary>
/// <param name="AccountId">Parts of a roll-up stand in ordinal order of it.</param>
/// <param name="Name">What people call the account; its id where it has no name.</param>
/// <param name="Score">The score that is rolled up.</param>
/// <param name="Weight">1 where all count alike; ARR in minor units or seats, never negative; null where unknown.</param>
public sealed record RollupPart(string AccountId, string Name, MemberScore Score, double? Weight)
{
    /// <summary>"48, yellow": the score as people see it, rounded down.</summary>
    public string DescribeScore() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Score.Value is { } value ? Math.Floor(value).ToString("0", CultureInfo.InvariantCulture) : "–")}, {Score.Tier.Name}");

    /// <summary>"ARR 1,000", "12 seats", or "unknown".</summary>
    public string DescribeWeight(RollupWeight weigh) => (weigh, Weight) switch
    {
        (_, null) => "unknown",
        (RollupWeight.Arr, { } arr) => string.Create(CultureInfo.InvariantCulture, $"ARR {arr / 100:#,0.##}"),
        (RollupWeight.Seats, { } seats) => string.Create(CultureInfo.InvariantCulture, $"{seats:#,0.##} {(seats == 1 ? "seat" : "seats")}"),
        (RollupWeight.Equal, _) => "as all",
    };
}
