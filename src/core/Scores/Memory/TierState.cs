using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Scores.Memory;

/// <summary>Which tier a score is in and which one is being confirmed. <see cref="New"/> has read nothing yet.</summary>
/// <param name="Current">The tier that holds; null before the first reading.</param>
/// <param name="Pending">A tier that has been read but not often enough; null when there is none.</param>
/// <param name="Readings">At how many midnights in a row the pending tier has been read.</param>
public sealed record TierState(Tier? Current, Tier? Pending, int Readings)
{
    public static readonly TierState New = new(null, null, 0);

    /// <summary>
    /// The state as another segment's tiers have it: tiers are the same when they are called the same, whatever their bounds.
    /// What the scheme does not know is forgotten.
    /// </summary>
    public TierState In(TierScheme scheme)
    {
        if (Current is null || scheme.Find(Current.Name) is not { } current)
        {
            return New;
        }

        var pending = Pending is null ? null : scheme.Find(Pending.Name);
        return new TierState(current, pending, pending is null ? 0 : Readings);
    }

    /// <summary>The state after one more midnight.</summary>
    /// <param name="scheme">The one that the remembered tiers are of.</param>
    public TierState Next(TierScheme scheme, TierStability stability, double score)
    {
        var read = Read(scheme, stability, score);
        if (Current is null || read == Current)
        {
            return new TierState(read, null, 0);
        }

        var readings = read == Pending ? Readings + 1 : 1;
        return readings >= stability.ConfirmReadings ? new TierState(read, null, 0) : new TierState(Current, read, readings);
    }

    private Tier Read(TierScheme scheme, TierStability stability, double score)
    {
        var read = scheme.Of(score);
        if (Current is null || read.From <= Current.From)
        {
            return read;
        }

        var safely = scheme.Of(Math.Max(0, score - stability.Hysteresis));
        return safely.From > Current.From ? safely : Current;
    }
}
