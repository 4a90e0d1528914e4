using Mainstay.Core.Facts;

namespace Mainstay.Sources.Files;

/// <summary>A row of something that has not happened yet when it is read: a clock is wrong, or a plan is told as a fact. It is kept.</summary>
public sealed record FutureRow
{
    public required string File { get; init; }

    /// <summary>The physical line the row starts on, from 1 (the header).</summary>
    public required long Line { get; init; }

    public required string Column { get; init; }

    /// <summary>What stood there, at most 80 characters, control characters replaced.</summary>
    public required string Value { get; init; }

    public required FactKind Kind { get; init; }

    public required string Account { get; init; }

    public override string ToString() => $"{File}:{Line}: {Column} has '{Value}', expected a time before this import ({Kind} of account {Account})";
}
