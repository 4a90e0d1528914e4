using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Sources.Tables;

/// <summary>What is to be learned from a file with one row per customer.</summary>
public sealed record TableQuestion
{
    /// <summary>The column that says how it ended.</summary>
    public required string OutcomeColumn { get; init; }

    /// <summary>What stands there when it happened; null takes yes, true, 1, y, t or churned.</summary>
    public string? OutcomeValue { get; init; }

    /// <summary>The column with the account's id; null numbers the rows.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The column with what must stay on one side of a split, such as the parent; null for the accounts.</summary>
    public string? GroupColumn { get; init; }

    /// <summary>Columns that nothing is learned from.</summary>
    public IReadOnlyCollection<string> Excluded { get; init; } = [];

    /// <summary>Null takes the one that the header has most of: comma, semicolon, tab or bar.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The table whose columns are wanted as they are there, for a file to be judged by; null takes all that are of use.</summary>
    public Observations? Like { get; init; }
}
