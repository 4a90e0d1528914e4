namespace Mainstay.Core.Calibration.Watching;

/// <summary>Who was right when a person and the model disagreed.</summary>
public enum Right
{
    /// <summary>The horizon has not ended yet.</summary>
    NotKnownYet,

    Person,

    Model,
}

/// <summary>A person's word against the model's, and what came.</summary>
/// <param name="AccountId">About whom.</param>
/// <param name="Author">E-mail of the person; empty where it is not told.</param>
/// <param name="Day">When it was said.</param>
/// <param name="IsOverride">Whether the score was overridden; otherwise it was named as misscored.</param>
/// <param name="SaysHealthier">Whether the person held the account for healthier than the model did.</param>
/// <param name="Note">Why: of an override its reason, otherwise the signal that the model lacks.</param>
/// <param name="HasChurned">Whether it churned within the horizon; null while that is not known.</param>
public sealed record Disagreement(string AccountId, string Author, DateOnly Day, bool IsOverride, bool SaysHealthier, string Note, bool? HasChurned)
{
    public Right Right => HasChurned is not { } churned ? Right.NotKnownYet : churned != SaysHealthier ? Right.Person : Right.Model;
}
