namespace Mainstay.Web.Components;

/// <summary>The colour of a tier follows its severity, whatever the model calls it.</summary>
public static class TierClass
{
    /// <param name="severity">0 for the best tier, one more for each below it, −1 for unknown.</param>
    public static string Of(int severity) => severity switch
    {
        < 0 => "tier-unknown",
        0 => "tier-good",
        1 => "tier-warn",
        2 => "tier-bad",
        _ => "tier-worst",
    };
}
