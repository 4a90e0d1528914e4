namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>Shapes in the words people use.</summary>
public static class TrajectoryWords
{
    public static string Of(TrajectoryShape shape) => shape switch
    {
        TrajectoryShape.Unknown => "too few days to say",
        TrajectoryShape.Flat => "flat",
        TrajectoryShape.SteadyDecline => "steady decline",
        TrajectoryShape.SuddenDrop => "sudden drop",
        TrajectoryShape.Rising => "rising",
    };
}
