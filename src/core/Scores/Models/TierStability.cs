namespace Mainstay.Core.Scores.Models;

/// <summary>What keeps a tier from flickering where a score hovers at a bound.</summary>
/// <param name="Hysteresis">A better tier is entered only this many points above its bound, 0 to 50; a worse one at its bound.</param>
/// <param name="ConfirmReadings">At how many daily midnights in a row a new tier must be read before it is taken, at least 1.</param>
public sealed record TierStability(double Hysteresis, int ConfirmReadings)
{
    public static readonly TierStability None = new(0, 1);

    public bool HasMemory => Hysteresis > 0 || ConfirmReadings > 1;
}
