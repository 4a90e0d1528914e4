using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>A column of a score in which weights can go to the whole score.</summary>
/// <param name="Kept">Per day, how much of its weight the part keeps, NaN where it takes no part; null for a signal, whose points say so.</param>
/// <param name="Weight">Above 0.</param>
internal readonly record struct KeptColumn(double[] Points, double[]? Kept, double Weight)
{
    public double KeptOn(int day) =>
        Kept is not null ? Kept[day] : !double.IsNaN(Points[day]) ? 1 : PartCode.IsSpread(Points[day]) ? 0 : double.NaN;
}

/// <summary>Day by day what <see cref="Evaluation.PartCombination"/> makes of parts, where weights can go to the whole score.</summary>
internal static class KeptColumns
{
    /// <param name="points">Filled; NaN where no part was there.</param>
    /// <param name="kept">Filled with how much of its weight the whole keeps; NaN where it takes no part.</param>
    public static void Fill(Combination combination, KeptColumn[] parts, double[] points, double[] kept)
    {
        for (var day = 0; day < points.Length; day++)
        {
            (points[day], kept[day]) = combination == Combination.Mean ? Mean(parts, day) : Pick(combination == Combination.Min, parts, day);
        }
    }

    private static (double Points, double Kept) Mean(KeptColumn[] parts, int day)
    {
        double all = 0, weight = 0, sum = 0, least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        foreach (var part in parts)
        {
            var (points, kept) = (part.Points[day], part.KeptOn(day));
            all += double.IsNaN(kept) ? 0 : part.Weight;
            if (!double.IsNaN(kept) && !double.IsNaN(points))
            {
                weight += part.Weight * kept;
                sum += part.Weight * kept * points;
                least = Math.Min(least, points);
                greatest = Math.Max(greatest, points);
            }
        }

        return weight > 0 ? (Math.Clamp(sum / weight, least, greatest), weight / all) : (double.NaN, all > 0 ? 0 : double.NaN);
    }

    private static (double Points, double Kept) Pick(bool isMin, KeptColumn[] parts, int day)
    {
        var best = (Points: double.NaN, Kept: double.NaN);
        foreach (var part in parts)
        {
            var (points, kept) = (part.Points[day], part.KeptOn(day));
            if (!double.IsNaN(points) && (double.IsNaN(best.Points) || (isMin ? points < best.Points : points > best.Points)))
            {
                best = (points, 1);
            }
            else if (!double.IsNaN(kept) && double.IsNaN(best.Kept))
            {
                best = (best.Points, 0);
            }
        }

        return best;
    }
}
