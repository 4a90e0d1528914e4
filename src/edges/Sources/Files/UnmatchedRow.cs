using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Identity;

namespace Mainstay.Sources.Files;

/// <summary>A good row that is nobody's: told so that its owner can mend it, or the list of companies and contacts.</summary>
public sealed record UnmatchedRow
{
    public required string File { get; init; }

    /// <summary>The physical line the row starts on, from 1 (the header).</summary>
    public required long Line { get; init; }

    /// <summary>The column that decided, or the first of those that are empty.</summary>
    public required string Column { get; init; }

    /// <summary>What stood there, at most 80 characters, control characters replaced.</summary>
    public required string Value { get; init; }

    public required UnmatchedReason Reason { get; init; }

    public required FactKind Kind { get; init; }

    public override string ToString() => $"{File}:{Line}: {Column} has '{Value}': {Reason.Word()} ({Kind})";
}

/// <summary>A fact whose account was looked up.</summary>
/// <param name="Fact">With an empty account where none was found.</param>
/// <param name="Claims">What its row says about whose it is, the strongest first.</param>
/// <param name="Row">Null when the account was found.</param>
/// <param name="Cells">All columns of the row with their texts; empty unless they were asked for.</param>
public sealed record ClaimedFact(Fact Fact, IReadOnlyList<AccountClaim> Claims, UnmatchedRow? Row, IReadOnlyList<KeyValuePair<string, string>> Cells);
