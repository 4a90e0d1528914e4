using Mainstay.Core.Facts;
using Mainstay.Store.Book;

namespace Mainstay.Web.Api.Accounts;

/// <summary>A page of a list of accounts.</summary>
/// <param name="Items">In the order that was asked for.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record AccountPage(IReadOnlyList<ListedAccountBody> Items, string? Next);

/// <summary>An account in a list, with one of its scores.</summary>
/// <param name="Id">The id that the source gave it. Mainstay makes up none of its own.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Owner">E-mail of the responsible CSM.</param>
/// <param name="Arr">Annual recurring revenue in minor units (cents).</param>
/// <param name="Day">The day the score is of.</param>
/// <param name="Score">0 to 100, unrounded; null when nothing was known.</param>
/// <param name="Tier">Its tier; `unknown` where too little was known.</param>
/// <param name="Trend">unknown, declining, stable or improving.</param>
/// <param name="Coverage">Share of the model's weight that was observed, 0 to 1.</param>
/// <param name="Change">Score less the score 30 days before; null when either is missing.</param>
public sealed record ListedAccountBody(
    string Id, string Name, string? Owner, string? Segment, string? Plan, double? Arr, DateOnly Day,
    double? Score, string Tier, string Trend, double Coverage, double? Change)
{
    public static ListedAccountBody Of(ListedAccount listed)
    {
        var row = listed.Row;
        return new(
            row.AccountId, row.Name, row.Owner, row.Segment, row.Plan, row.Arr, listed.Day,
            row.Value, row.Tier, row.Trend.ToString().ToLowerInvariant(), row.Coverage, row.Change);
    }
}

/// <summary>What is known of an account now.</summary>
/// <param name="Id">The id that the source gave it.</param>
/// <param name="Owner">E-mail of the responsible CSM.</param>
/// <param name="Arr">Annual recurring revenue in minor units (cents).</param>
/// <param name="Parent">Id of the parent account.</param>
/// <param name="Seats">Licensed seats.</param>
public sealed record AccountBody(
    string Id, string Name, string? Owner, string? Segment, string? Plan, string? Industry, string? Country, double? Arr, string? Parent, double? Seats)
{
    public static AccountBody Of(CompanyProfile profile) => new(
        profile.AccountId, profile.Name, profile.Owner, profile.Segment, profile.Plan, profile.Industry, profile.Country, profile.Arr, profile.Parent, profile.Seats);
}
