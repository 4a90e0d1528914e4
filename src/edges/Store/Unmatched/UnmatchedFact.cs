using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;

namespace Mainstay.Store.Unmatched;

/// <summary>A fact that is nobody's, as it is handed to the store.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Fact">With an empty account.</param>
/// <param name="Claims">What is known about whose it is, the strongest first; may be empty.</param>
/// <param name="Reason">Why nobody was found.</param>
/// <param name="File">Where it comes from.</param>
/// <param name="Line">The physical line in it, from 1.</param>
/// <param name="Field">The column that decided.</param>
/// <param name="Value">What stood there, made fit to be shown.</param>
public sealed record UnmatchedFact(
    UnmatchedKey Key, Fact Fact, IReadOnlyList<AccountClaim> Claims, UnmatchedReason Reason, string File, long Line, string Field, string Value);

/// <summary>An unmatched fact as it is kept, for a list that people work off.</summary>
public sealed record UnmatchedEntry
{
    /// <summary>Names it within its workspace.</summary>
    public required string Key { get; init; }

    public required string Kind { get; init; }

    public string? Id { get; init; }

    /// <summary>The word of the reason.</summary>
    public required string Reason { get; init; }

    public required string File { get; init; }

    public required long Line { get; init; }

    public required string Field { get; init; }

    public required string Value { get; init; }
}
