namespace Mainstay.Core.Calibration.Learning;

/// <summary>How readable a learned model must stay.</summary>
public sealed record LearningOptions
{
    /// <summary>Knots of a curve and pieces of either side of a pair, at most; 2 or more.</summary>
    public int MostKnots { get; init; } = 6;

    /// <summary>Pairs of signals whose curves depend on one another, at most; 0 for a plain sum.</summary>
    public int MostPairs { get; init; } = 5;

    /// <summary>Totals of columns that are named alike, at most; 0 where the columns are signals of a model, which cannot be added up.</summary>
    public int MostTotals { get; init; } = 2;

    /// <summary>Rows from which knots, cuts and pairs are chosen; what they are worth is always learned from all.</summary>
    public int MostRowsForShape { get; init; } = 12_000;

    /// <summary>
    /// Rows up to which it is tried whether a plainer form does as well, and how much today's score should say: with more, the data
    /// can afford curves and pairs and need no help. 0 for never.
    /// </summary>
    public int MostRowsForChoice { get; init; } = 2_000;

    /// <summary>
    /// Rows of the rarer outcome up to which, with more rows than that, a plainer form is tried where curves and pairs explain little more
    /// of the rows than straight lines do. 0 for never.
    /// </summary>
    public int MostEventsForDoubt { get; init; } = 500;

    /// <summary>The column of today's score: what is learned is drawn towards it where rows are few. Null where there is none.</summary>
    public string? TodaysScore { get; init; }

    /// <summary>Decides which rows are taken for shapes, and the parts on which forms are compared.</summary>
    public ulong Seed { get; init; } = 1;
}
