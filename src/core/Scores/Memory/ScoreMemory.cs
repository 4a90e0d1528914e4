using System.Collections.Immutable;

namespace Mainstay.Core.Scores.Memory;

/// <summary>What one score remembers from one local midnight to the next.</summary>
/// <param name="Since">Per exception of the score, since which day its conditions hold; null where they do not.</param>
/// <param name="Tier">Which tier it is in and which one is being confirmed.</param>
public sealed record ScoreMemory(ImmutableArray<DateOnly?> Since, TierState Tier);
