using System.Numerics;
using Mainstay.Core.Scores.Curves;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>
/// A curve over a column. Straight lines go several values at a time with the same operations in the same order as one by
/// one, so that the results are the same bits.
/// </summary>
internal static class CurveSweep
{
    /// <param name="choosers">The readings of the signal that chooses the curve; not looked at where none does.</param>
    public static void Fill(Curve? curve, ReadOnlySpan<double> readings, ReadOnlySpan<double> choosers, Span<double> points)
    {
        switch (curve)
        {
            case null:
                points.Fill(double.NaN);
                break;
            case Curve.PiecewiseLinear linear:
                Linear(linear, readings, points);
                break;
            case Curve.Chosen chosen:
                Chosen(chosen, readings, choosers, points);
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

    private static void Chosen(Curve.Chosen curve, ReadOnlySpan<double> readings, ReadOnlySpan<double> choosers, Span<double> points)
    {
        for (var day = 0; day < readings.Length; day++)
        {
            points[day] = double.IsNaN(readings[day]) ? double.NaN : curve.For(double.IsNaN(choosers[day]) ? null : choosers[day]).Points(readings[day]);
        }
    }

    private static void Linear(Curve.PiecewiseLinear curve, ReadOnlySpan<double> readings, Span<double> points)
    {
        var knots = curve.Knots.AsSpan();
        if (knots.Length == 2)
        {
            Straight(knots[0], knots[1], readings, points);
        }
        else
        {
            Broken(knots, readings, points);
        }

        var rest = readings.Length % Vector<double>.Count;
        OneByOne(curve, readings[^rest..], points[^rest..]);
    }

    private static void Straight(Knot from, Knot to, ReadOnlySpan<double> readings, Span<double> points)
    {
        var (x, xEnd) = (new Vector<double>(from.Value), new Vector<double>(to.Value));
        var (y, yEnd) = (new Vector<double>(from.Points), new Vector<double>(to.Points));
        var (width, rise) = (new Vector<double>(to.Value - from.Value), new Vector<double>(to.Points - from.Points));
        var (low, high) = (new Vector<double>(Math.Min(from.Points, to.Points)), new Vector<double>(Math.Max(from.Points, to.Points)));
        var missing = new Vector<double>(double.NaN);
        for (var day = 0; day <= readings.Length - Vector<double>.Count; day += Vector<double>.Count)
        {
            var value = new Vector<double>(readings[day..]);
            var line = Vector.Min(Vector.Max(y + rise * ((value - x) / width), low), high);
            line = Vector.ConditionalSelect(Vector.LessThan(value, xEnd), line, yEnd);
            line = Vector.ConditionalSelect(Vector.LessThanOrEqual(value, x), y, line);
            Vector.ConditionalSelect(Vector.Equals(value, value), line, missing).CopyTo(points[day..]);
        }
    }

    private static void Broken(ReadOnlySpan<Knot> knots, ReadOnlySpan<double> readings, Span<double> points)
    {
        var (first, last) = (knots[0], knots[^1]);
        for (var day = 0; day <= readings.Length - Vector<double>.Count; day += Vector<double>.Count)
        {
            var value = new Vector<double>(readings[day..]);
            var result = new Vector<double>(last.Points);

            // Which line a value lies on is found first, so that a curve of any number of knots divides once.
            var (x, width) = (Vector<double>.Zero, Vector<double>.One);
            var (y, rise) = (Vector<double>.Zero, Vector<double>.Zero);
            var (low, high) = (Vector<double>.Zero, Vector<double>.Zero);
            for (var i = knots.Length - 1; i > 0; i--)
            {
                var (from, to) = (knots[i - 1], knots[i]);
                var isHere = Vector.LessThan(value, new Vector<double>(to.Value));
                x = Vector.ConditionalSelect(isHere, new Vector<double>(from.Value), x);
                width = Vector.ConditionalSelect(isHere, new Vector<double>(to.Value - from.Value), width);
                y = Vector.ConditionalSelect(isHere, new Vector<double>(from.Points), y);
                rise = Vector.ConditionalSelect(isHere, new Vector<double>(to.Points - from.Points), rise);
                low = Vector.ConditionalSelect(isHere, new Vector<double>(Math.Min(from.Points, to.Points)), low);
                high = Vector.ConditionalSelect(isHere, new Vector<double>(Math.Max(from.Points, to.Points)), high);
            }

            var line = Vector.Min(Vector.Max(y + rise * ((value - x) / width), low), high);
            result = Vector.ConditionalSelect(Vector.LessThan(value, new Vector<double>(last.Value)), line, result);
            result = Vector.ConditionalSelect(Vector.LessThanOrEqual(value, new Vector<double>(first.Value)), new Vector<double>(first.Points), result);
            Vector.ConditionalSelect(Vector.Equals(value, value), result, new Vector<double>(double.NaN)).CopyTo(points[day..]);
        }
    }
}
