using Mainstay.Core.Calibration.Metrics;
using Mainstay.Web.Components;

namespace Mainstay.Web.Lookback;

/// <summary>The frame of a drawing: where values lie on it.</summary>
/// <param name="Across">The greatest value across; the least is 0.</param>
/// <param name="Up">The greatest value up; the least is 0.</param>
public sealed record Plot(double Across, double Up)
{
    public const double Width = 460;
    public const double Height = 280;
    public const double Left = 46;
    public const double Right = 14;
    public const double Top = 12;
    public const double Bottom = 44;

    public double X(double value) => Left + (value / Across * (Width - Left - Right));

    public double Y(double value) => Top + ((1 - (value / Up)) * (Height - Top - Bottom));

    /// <summary>A line through points in order.</summary>
    public string Line(IEnumerable<(double X, double Y)> points) => Svg.Line(points.Select(p => ((double X, double Y)?)(X(p.X), Y(p.Y))));

    /// <summary>An area between the lower and the upper line of intervals, as steps where it is said.</summary>
    public string Band(IReadOnlyList<(double X, Interval At)> points, double end, bool isSteps)
    {
        var upper = new List<(double X, double Y)>();
        var lower = new List<(double X, double Y)>();
        for (var i = 0; i < points.Count; i++)
        {
            var (x, at) = points[i];
            upper.Add((x, at.High));
            lower.Add((x, at.Low));
            if (isSteps)
            {
                var next = i + 1 < points.Count ? points[i + 1].X : end;
                upper.Add((next, at.High));
                lower.Add((next, at.Low));
            }
        }

        lower.Reverse();
        var outline = upper.Concat(lower).Select(p => $"{Svg.At(X(p.X))} {Svg.At(Y(p.Y))}");
        return $"M{string.Join('L', outline)}Z";
    }

    /// <summary>Four or five round numbers from 0 to the greatest.</summary>
    public static IEnumerable<double> Ticks(double greatest)
    {
        var rough = greatest / 4;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1d, 2, 2.5, 5, 10 }.Select(f => f * unit).First(s => s >= rough * 0.999);
        for (var i = 0; i * step <= greatest * 1.0001; i++)
        {
            yield return i * step;
        }
    }
}
