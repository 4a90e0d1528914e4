using System.Collections.Immutable;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Store.Book;

/// <summary>One page of accounts with what the whole book looks like beside it.</summary>
public sealed record BookPage
{
    /// <summary>The day of the newest snapshots; null while nothing has been scored.</summary>
    public required DateOnly? Day { get; init; }

    public required ImmutableArray<BookRow> Rows { get; init; }

    /// <summary>Accounts that pass the filters, on all pages.</summary>
    public required int Total { get; init; }

    /// <summary>All accounts by tier, whatever the filters say, best tier first, unknown last.</summary>
    public required ImmutableArray<TierCount> Tiers { get; init; }

    /// <summary>The score listed; empty while nothing has been scored.</summary>
    public required string Score { get; init; }

    /// <summary>All scores and roll-ups that can be listed, the primary one first, then by name.</summary>
    public required ImmutableArray<string> Scores { get; init; }

    public required ImmutableArray<string> Owners { get; init; }

    public required ImmutableArray<string> Segments { get; init; }
}

/// <param name="Arr">Annual recurring revenue of those accounts in minor units.</param>
/// <param name="Before">Accounts in the tier 30 days earlier.</param>
public sealed record TierCount(string Tier, int Severity, int Accounts, double Arr, int Before);

public sealed record BookRow
{
    public required string AccountId { get; init; }

    public required string Name { get; init; }

    public string? Owner { get; init; }

    public string? Segment { get; init; }

    public string? Plan { get; init; }

    /// <summary>Annual recurring revenue in minor units.</summary>
    public double? Arr { get; init; }

    /// <summary>0 to 100, unrounded; null when nothing took part.</summary>
    public double? Value { get; init; }

    public required string Tier { get; init; }

    public required int Severity { get; init; }

    public required Trend Trend { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>Value less the value 30 days earlier; null when either is missing.</summary>
    public double? Change { get; init; }

    public required ImmutableArray<Driver> Drivers { get; init; }

    /// <summary>The segment of the model that the account is scored as; null in a model without. <see cref="Segment"/> is the company's own.</summary>
    public string? ScoredAs { get; init; }

    /// <summary>The last 90 daily values, oldest first; null where the account was not scored.</summary>
    public required ImmutableArray<double?> Sparkline { get; init; }

    public int OpenTasks { get; init; }
}
