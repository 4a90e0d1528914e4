using Mainstay.Core.Calibration.Evidence;

namespace Mainstay.Core.Calibration.Watching;

/// <summary>How far the readings of a signal have moved from those the model was judged by.</summary>
/// <param name="Name">Of the signal.</param>
/// <param name="Weight">Its share of the primary score, 0 to 1.</param>
/// <param name="Psi">Population stability index, missing readings a part of their own; NaN without rows.</param>
/// <param name="CoverageThen">Share of rows with a reading, 0 to 1.</param>
/// <param name="CoverageNow">The same today.</param>
public sealed record SignalDrift(string Name, double Weight, double Psi, double CoverageThen, double CoverageNow)
{
    public bool HasMovedFar => Psi >= Stability.MovedFar;

    public bool HasMoved => Psi >= Stability.Moved;
}
