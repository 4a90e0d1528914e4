using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files;

/// <summary>A row that did not become a fact, told so that its owner can find and mend it.</summary>
public sealed record RejectedRow
{
    public required string File { get; init; }

    /// <summary>The physical line the row starts on, from 1 (the header).</summary>
    public required long Line { get; init; }

    /// <summary>The column it failed at; null when the row as a whole is broken.</summary>
    public string? Field { get; init; }

    /// <summary>What stood there, at most 80 characters, control characters replaced.</summary>
    public required string Value { get; init; }

    public required string Expected { get; init; }

    /// <summary>What the row should have become; null when it was broken before that could be asked.</summary>
    public FactKind? Kind { get; init; }

    public string? Account { get; init; }

    /// <summary>When it took effect, as far as that can be told.</summary>
    public Instant? At { get; init; }

    public override string ToString()
    {
        var whose = (Kind, Account) switch
        {
            (null, null) => "",
            (null, var account) => $" (account {account})",
            (var kind, null) => $" ({kind})",
            var (kind, account) => $" ({kind} of account {account})",
        };
        return $"{File}:{Line}: {Field ?? "the row"} has '{Value}', expected {Expected}{whose}";
    }
}

/// <summary>How often rows of a file failed in the same way.</summary>
public sealed record RejectionGroup(string? Field, string Expected, long Count);

/// <summary>An account about which something was rejected.</summary>
/// <param name="At">The earliest time such a row took effect; null when one could have at any time.</param>
/// <param name="RecordedAt">When the source says it was learned; null for imported history.</param>
/// <param name="Id">The id of the row, so that a good row with it can take its place; null where it has none, or too many were rejected.</param>
public sealed record Taint(string Account, FactKind Kind, Instant? At, Instant? RecordedAt = null, string? Id = null);
