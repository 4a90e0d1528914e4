using System.Numerics;
using Mainstay.Core.Scores.Curves;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>
/// A curve over a column. Straight lines go several values at a time with the same operations in the same order as one by
/// one, so that the results are the same bits.
/// </summary>
internal static class CurveSweep
{
    public static void Fill(Curve? curve, ReadOnlySpan<double> readings, Span<double> points)
    {
        switch (curve)
        {
            case null:
                points.Fill(double.NaN);
                break;
            case Curve.PiecewiseLinear linear:
                Linear(linear, readings, points);
                break;
            default:
                OneByOne(curve, readings, points);
                break;
        }
    }

    private static void OneByOne(Curve curve, ReadOnlySpan<double> readings, Span<double> points)
    {
        for (var day = 0; day < readings.Length; day++)
        {
            points[day] = double.IsNaN(readings[day]) ? double.NaN : curve.Points(readings[day]);
        }
    }

    private static void Linear(Curve.PiecewiseLinear curve, ReadOnlySpan<double> readings, Span<double> points)
    {
        var knots = curve.Knots;
        var first = knots[0];
        var last = knots[^1];
        var day = 0;
        for (; day <= readings.Length - Vector<double>.Count; day += Vector<double>.Count)
        {
            var value = new Vector<double>(readings[day..]);
            var result = new Vector<double>(last.Points);
            for (var i = knots.Length - 1; i > 0; i--)
            {
                var (from, to) = (knots[i - 1], knots[i]);
                var share = (value - new Vector<double>(from.Value)) / new Vector<double>(to.Value - from.Value);
                var line = Vector.Min(
                    Vector.Max(
                        new Vector<double>(from.Points) + new Vector<double>(to.Points - from.Points) * share,
                        new Vector<double>(Math.Min(from.Points, to.Points))),
                    new Vector<double>(Math.Max(from.Points, to.Points)));
                result = Vector.ConditionalSelect(Vector.LessThan(value, new Vector<double>(to.Value)), line, result);
            }

            result = Vector.ConditionalSelect(Vector.LessThanOrEqual(value, new Vector<double>(first.Value)), new Vector<double>(first.Points), result);
            result = Vector.ConditionalSelect(Vector.Equals(value, value), result, value);
            result.CopyTo(points[day..]);
        }

        OneByOne(curve, readings[day..], points[day..]);
    }
}
