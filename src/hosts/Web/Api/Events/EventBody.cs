using Mainstay.Store.Live;

namespace Mainstay.Web.Api.Events;

/// <summary>What the book shows of an account's score from now on, and what it showed before.</summary>
/// <param name="AsOf">When the score is of: a moment, or a midnight.</param>
/// <param name="Now">Null where the account is no longer scored.</param>
/// <param name="Before">Null where it was not scored.</param>
public sealed record EventBody(string AccountId, string Score, DateTimeOffset AsOf, ShownBody? Now, ShownBody? Before)
{
    public static EventBody Of(ScoreChange change) => new(change.AccountId, change.Score, change.AsOf, ShownBody.Of(change.Now), ShownBody.Of(change.Before));
}

/// <param name="Value">0 to 100, unrounded; null when nothing was known.</param>
/// <param name="Severity">0 for the best tier; -1 for unknown.</param>
public sealed record ShownBody(double? Value, string Tier, int Severity)
{
    internal static ShownBody? Of(ShownScore? shown) => shown is null ? null : new(shown.Value, shown.Tier, shown.Severity);
}
