namespace Mainstay.Core.Calibration.Learning;

/// <summary>How readable a learned model must stay.</summary>
public sealed record LearningOptions
{
    /// <summary>Knots of a curve and pieces of either side of a pair, at most; 2 or more.</summary>
    public int MostKnots { get; init; } = 6;

    /// <summary>Pairs of signals whose curves depend on one another, at most; 0 for a plain sum.</summary>
    public int MostPairs { get; init; } = 5;

    /// <summary>Rows from which knots, cuts and pairs are chosen; what they are worth is always learned from all.</summary>
    public int MostRowsForShape { get; init; } = 12_000;

    /// <summary>Decides which rows those are.</summary>
    public ulong Seed { get; init; } = 1;
}
