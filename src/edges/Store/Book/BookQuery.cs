using Mainstay.Store.Teams;

namespace Mainstay.Store.Book;

/// <summary>What a list of accounts is asked for. Every filter left null lets everything pass.</summary>
public sealed record BookQuery
{
    public required string Workspace { get; init; }

    /// <summary>The score listed; null for the primary one.</summary>
    public string? Score { get; init; }

    /// <summary>Part of name or account id, any case.</summary>
    public string? Search { get; init; }

    public string? Tier { get; init; }

    public string? Trend { get; init; }

    public string? Owner { get; init; }

    public string? Segment { get; init; }

    /// <summary>The accounts that whoever asks may see.</summary>
    public Reach Reach { get; init; } = Reach.All;

    public BookSort Sort { get; init; } = BookSort.Risk;

    public bool Descending { get; init; }

    /// <summary>From 0.</summary>
    public int Offset { get; init; }

    /// <summary>1 to 500.</summary>
    public int Limit { get; init; } = 50;
}

public enum BookSort
{
    /// <summary>Worst tier first, within it the lowest score, unknown tiers after the worst.</summary>
    Risk,
    Name,
    Score,
    Change,
    Arr,
    Coverage,
    Owner,
}
