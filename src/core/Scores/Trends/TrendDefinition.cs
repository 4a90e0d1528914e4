namespace Mainstay.Core.Scores.Trends;

/// <summary>When the trend of a score counts as a change.</summary>
/// <param name="WindowDays">How many days of daily scores it looks at, at least 7.</param>
/// <param name="DeadBand">Points over the window, at least 0, within which (inclusive) the trend is stable.</param>
public sealed record TrendDefinition(int WindowDays, double DeadBand);
