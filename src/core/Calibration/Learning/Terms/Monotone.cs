using System.Collections.Immutable;

namespace Mainstay.Core.Calibration.Learning.Terms;

/// <summary>Lets a line only rise or only fall where the data do not object.</summary>
internal static class Monotone
{
    // Neighbours that go the other way by less than this many standard errors do not object.
    private const double Objection = 2;

    /// <summary>
    /// The place of each knot's parameter when neighbours that go against the line's direction share one (pool adjacent
    /// violators: Ayer and others, Annals of Mathematical Statistics 26, 1955); null where the line goes one way already, or
    /// where it surely does not.
    /// </summary>
    /// <param name="heights">At the knots.</param>
    /// <param name="variances">Of the heights.</param>
    /// <param name="densities">The share of rows near each knot.</param>
    public static ImmutableArray<int>? Places(IReadOnlyList<double> heights, IReadOnlyList<double> variances, IReadOnlyList<double> densities)
    {
        var count = heights.Count;
        var direction = Direction(heights, densities);
        var against = Enumerable.Range(1, count - 1).Where(k => (heights[k] - heights[k - 1]) * direction < 0).ToArray();
        if (against.Length == 0 || direction == 0 || against.Any(k => Math.Abs(heights[k] - heights[k - 1]) > Objection * Math.Sqrt(variances[k] + variances[k - 1])))
        {
            return null;
        }

        var pools = new List<(double Height, double Weight, int Knots)>();
        for (var k = 0; k < count; k++)
        {
            pools.Add((heights[k], densities[k] + 1e-9, 1));
            while (pools.Count > 1 && (pools[^1].Height - pools[^2].Height) * direction < 0)
            {
                var (a, b) = (pools[^2], pools[^1]);
                pools.RemoveRange(pools.Count - 2, 2);
                pools.Add((((a.Height * a.Weight) + (b.Height * b.Weight)) / (a.Weight + b.Weight), a.Weight + b.Weight, a.Knots + b.Knots));
            }
        }

        return pools.Count == 1 ? null : [.. pools.SelectMany((pool, place) => Enumerable.Repeat(place, pool.Knots))];
    }

    // The sign of the covariance of height and order, by rows.
    private static double Direction(IReadOnlyList<double> heights, IReadOnlyList<double> densities)
    {
        var all = densities.Sum() + 1e-12;
        var (h, o) = (heights.Zip(densities, (a, d) => a * d).Sum() / all, densities.Select((d, k) => d * k).Sum() / all);
        return Math.Sign(densities.Select((d, k) => d * (heights[k] - h) * (k - o)).Sum());
    }
}
