using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Scores.Rollups;

/// <summary>An account on a day, as far as roll-ups look at it.</summary>
/// <param name="Parent">Account id of its parent by the version of the company that holds on the day; null for none.</param>
/// <param name="Arr">Minor units; null where unknown.</param>
/// <param name="Seats">Null where unknown.</param>
/// <param name="Scores">One per score of the model; empty on a day on which the account is not scored.</param>
public sealed record RollupMember(string AccountId, string? Parent, double? Arr, double? Seats, ImmutableArray<MemberScore> Scores)
{
    /// <summary>What people call the account; its id where it has no name.</summary>
    public string Name { get; init; } = AccountId;

    /// <summary>What its ARR is in; null where nobody says.</summary>
    public string? Currency { get; init; }

    /// <param name="scores">Its scores at that time, as they are published.</param>
    /// <param name="currency">What its ARR is converted to; null for as it stands.</param>
    public static RollupMember At(AccountHistory history, PointInTime point, ImmutableArray<MemberScore> scores, ReportingCurrency? currency)
    {
        var company = CompanyProfile.At(history, point, currency);
        return new RollupMember(history.AccountId, company.Parent, company.Arr, company.Seats, scores) { Name = company.Name, Currency = company.Currency };
    }

    public double? WeightBy(RollupWeight weigh) => weigh switch
    {
        RollupWeight.Equal => 1,
        RollupWeight.Arr => Arr is { } arr ? Math.Max(0, arr) : null,
        RollupWeight.Seats => Seats is { } seats ? Math.Max(0, seats) : null,
    };
}

/// <param name="Value">0 to 100, unrounded; null where there is none.</param>
/// <param name="Tier">As people see it.</param>
public sealed record MemberScore(double? Value, Tier Tier)
{
    /// <summary>A score that too little was observed for says nothing of a family either.</summary>
    public bool IsKnown => Value is not null && !Tier.IsUnknown;
}

/// <summary>What is wrong with the parents that accounts name; the link does not count.</summary>
public sealed record RollupFinding(string AccountId, string Because)
{
    public override string ToString() => $"{AccountId}: {Because}";
}
