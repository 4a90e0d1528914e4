namespace Mainstay.Store.Live;

/// <summary>What the book shows of an account's score from a time on, and what it showed before.</summary>
/// <param name="Id">Ascending within the workspace in the order in which changes were committed.</param>
/// <param name="AsOf">When the score is of: a moment, or a midnight.</param>
/// <param name="Now">Null where the account is no longer scored.</param>
/// <param name="Before">Null where it was not scored.</param>
public sealed record ScoreChange(long Id, string AccountId, string Score, DateTimeOffset AsOf, ShownScore? Now, ShownScore? Before)
{
    /// <summary>Whether the account is in another tier than before.</summary>
    public bool IsTransition => Now?.Tier != Before?.Tier;
}

/// <param name="Value">0 to 100, unrounded; null when nothing was known.</param>
/// <param name="Severity">0 for the best tier; -1 for unknown.</param>
public sealed record ShownScore(double? Value, string Tier, int Severity);
