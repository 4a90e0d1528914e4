namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>How a score went before the end.</summary>
public enum TrajectoryShape
{
    /// <summary>Scored on too few days to say.</summary>
    Unknown,

    /// <summary>Moved by fewer than ten points.</summary>
    Flat,

    /// <summary>Fell, and a straight line tells it best.</summary>
    SteadyDecline,

    /// <summary>Fell, and a single step tells it best.</summary>
    SuddenDrop,

    /// <summary>Rose: it told the opposite.</summary>
    Rising,
}

/// <summary>
/// The shape of a course of daily scores: of a straight line and a single step the one that tells it better by Schwarz's
/// criterion (Ann. Statist. 6, 1978), which charges the step for the day it has to name (the step itself as in Hinkley, Biometrika
/// 57, 1970). What moves by less than ten points is flat, however well a line fits.
/// </summary>
/// <param name="Shape">The shape.</param>
/// <param name="Change">Points by which it moved over the days, below 0 for a fall; NaN when unknown.</param>
/// <param name="StepDay">Of a sudden drop the index of the first day after it; otherwise null.</param>
public readonly record struct Trajectory(TrajectoryShape Shape, double Change, int? StepDay)
{
    /// <summary>Fewer scored days say nothing.</summary>
    public const int FewestDays = 30;

    /// <summary>Points below which a course is flat.</summary>
    public const double Moved = 10;

    // Half a point of scatter a day is assumed at least, so that a perfect fit is not infinitely good.
    private const double LeastScatter = 0.25;

    /// <param name="scores">Daily, oldest first; NaN where not scored.</param>
    public static Trajectory Of(ReadOnlySpan<double> scores)
    {
        var points = new List<(double Day, double Score)>();
        for (var day = 0; day < scores.Length; day++)
        {
            if (!double.IsNaN(scores[day]))
            {
                points.Add((day, scores[day]));
            }
        }

        if (points.Count < FewestDays)
        {
            return new Trajectory(TrajectoryShape.Unknown, double.NaN, null);
        }

        var (slope, ofLine) = Line(points);
        var (fall, at, ofStep) = Step(points);
        var ofWhole = slope * (points[^1].Day - points[0].Day);
        var isStep = Criterion(ofStep, 3, points.Count) < Criterion(ofLine, 2, points.Count);
        var change = isStep ? fall : ofWhole;
        return Math.Abs(change) < Moved ? new Trajectory(TrajectoryShape.Flat, change, null)
            : change > 0 ? new Trajectory(TrajectoryShape.Rising, change, null)
            : isStep ? new Trajectory(TrajectoryShape.SuddenDrop, change, (int)points[at].Day)
            : new Trajectory(TrajectoryShape.SteadyDecline, change, null);
    }

    private static double Criterion(double squares, int parameters, int count) =>
        (count * Math.Log(Math.Max(squares / count, LeastScatter))) + (parameters * Math.Log(count));

    private static (double Slope, double Squares) Line(List<(double Day, double Score)> points)
    {
        var (day, score) = (points.Average(p => p.Day), points.Average(p => p.Score));
        var slope = points.Sum(p => (p.Day - day) * (p.Score - score)) / points.Sum(p => (p.Day - day) * (p.Day - day));
        return (slope, points.Sum(p => Math.Pow(p.Score - score - (slope * (p.Day - day)), 2)));
    }

    private static (double Change, int At, double Squares) Step(List<(double Day, double Score)> points)
    {
        var (sum, squares) = (points.Sum(p => p.Score), points.Sum(p => p.Score * p.Score));
        var best = (Change: 0d, At: 0, Squares: double.PositiveInfinity);
        var before = 0d;
        for (var at = 1; at < points.Count; at++)
        {
            before += points[at - 1].Score;
            var after = sum - before;
            var left = squares - (before * before / at) - (after * after / (points.Count - at));
            if (left < best.Squares)
            {
                best = ((after / (points.Count - at)) - (before / at), at, left);
            }
        }

        return best;
    }
}
