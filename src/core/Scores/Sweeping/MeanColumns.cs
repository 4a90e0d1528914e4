using System.Numerics;
using System.Runtime.InteropServices;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>A column that takes part in a mean; NaN on days when it does not.</summary>
/// <param name="Weight">Above 0.</param>
internal readonly record struct WeightedColumn(double[] Points, double Weight);

/// <summary>
/// Weighted means of columns, several days at a time. The parts of a day are added in the order they come, as
/// <see cref="Evaluation.Evaluator"/> adds them, and the mean is kept within its parts.
/// </summary>
internal static class MeanColumns
{
    /// <param name="parts">Each with a day for every mean.</param>
    /// <param name="means">NaN where no part was there.</param>
    public static void Fill(ReadOnlySpan<WeightedColumn> parts, Span<double> means)
    {
        var day = 0;
        for (; day <= means.Length - Vector<double>.Count; day += Vector<double>.Count)
        {
            var (weight, sum) = (Vector<double>.Zero, Vector<double>.Zero);
            var least = new Vector<double>(double.PositiveInfinity);
            var greatest = new Vector<double>(double.NegativeInfinity);
            foreach (var part in parts)
            {
                var points = Vector.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(part.Points), (nuint)day);
                var weights = new Vector<double>(part.Weight);
                var isRead = Vector.Equals(points, points);
                weight += Vector.ConditionalSelect(isRead, weights, Vector<double>.Zero);
                sum += Vector.ConditionalSelect(isRead, weights * points, Vector<double>.Zero);
                least = Vector.ConditionalSelect(Vector.LessThan(points, least), points, least);
                greatest = Vector.ConditionalSelect(Vector.GreaterThan(points, greatest), points, greatest);
            }

            var mean = sum / weight;
            mean = Vector.ConditionalSelect(Vector.LessThan(mean, least), least, mean);
            mean = Vector.ConditionalSelect(Vector.GreaterThan(mean, greatest), greatest, mean);

            // Without parts 0 / 0 is NaN, but one that the bounds have turned into infinity.
            Vector.ConditionalSelect(Vector.GreaterThan(weight, Vector<double>.Zero), mean, new Vector<double>(double.NaN)).CopyTo(means[day..]);
        }

        for (; day < means.Length; day++)
        {
            means[day] = Of(parts, day);
        }
    }

    private static double Of(ReadOnlySpan<WeightedColumn> parts, int day)
    {
        var (weight, sum, least, greatest) = (0d, 0d, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var part in parts)
        {
            var points = part.Points[day];
            if (!double.IsNaN(points))
            {
                weight += part.Weight;
                sum += part.Weight * points;
                least = Math.Min(least, points);
                greatest = Math.Max(greatest, points);
            }
        }

        return weight > 0 ? Math.Clamp(sum / weight, least, greatest) : double.NaN;
    }
}
