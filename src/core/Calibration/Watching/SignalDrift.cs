using Mainstay.Core.Calibration.Evidence;

namespace Mainstay.Core.Calibration.Watching;

/// <summary>How far the readings of a signal have moved from those the model was judged by.</summary>
/// <param name="Name">Of the signal.</param>
/// <param name="Weight">Its share of the primary score, 0 to 1.</param>
/// <param name="Psi">Population stability index, missing readings a part of their own; NaN without rows.</param>
/// <param name="Q">The chance of so great an index in a world that has not moved, corrected for how many signals there are; NaN without rows.</param>
/// <param name="CoverageThen">Share of rows with a reading, 0 to 1.</param>
/// <param name="CoverageNow">The same today.</param>
public sealed record SignalDrift(string Name, double Weight, double Psi, double Q, double CoverageThen, double CoverageNow)
{
    // Of ten accounts any two days look like other worlds: the index alone would cry wolf.
    private const double ChanceAllowed = 0.05;

    /// <summary>How far, or that it may be chance.</summary>
    public Movement Movement => !(Psi >= Stability.Moved) ? Movement.None : Q > ChanceAllowed ? Movement.MayBeChance : Psi >= Stability.MovedFar ? Movement.Far : Movement.Some;
}

/// <summary>How far a distribution has moved.</summary>
public enum Movement
{
    None,

    /// <summary>As far as few accounts move by themselves.</summary>
    MayBeChance,

    Some,

    /// <summary>It is another one.</summary>
    Far,
}
