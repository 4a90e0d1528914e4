using System.Collections.Immutable;

namespace Mainstay.Core.Calibration.Learning.Terms;

/// <summary>Which few knots of a line say most of what it says.</summary>
internal static class KnotChoice
{
    // What a knot counts that no row touches: enough to prefer a straight line where nothing is known.
    private const double LeastDensity = 1e-4;

    /// <summary>
    /// Of the line's knots the first, the last and those between them that leave the least squared difference, weighted by rows:
    /// by dynamic programming, so no other choice is better (Bellman, Roth, JASA 64, 1969).
    /// </summary>
    /// <param name="knots">Ascending.</param>
    /// <param name="heights">Of the line at its knots.</param>
    /// <param name="densities">The share of rows near each knot.</param>
    /// <param name="most">At least 2.</param>
    public static ImmutableArray<double> Of(ImmutableArray<double> knots, IReadOnlyList<double> heights, IReadOnlyList<double> densities, int most)
    {
        var count = knots.Length;
        if (count <= most)
        {
            return knots;
        }

        var cost = new double[most, count];
        var from = new int[most, count];
        for (var knot = 1; knot < count; knot++)
        {
            cost[0, knot] = double.PositiveInfinity;
        }

        for (var used = 1; used < most; used++)
        {
            cost[used, 0] = double.PositiveInfinity;
            for (var knot = 1; knot < count; knot++)
            {
                cost[used, knot] = double.PositiveInfinity;
                for (var before = 0; before < knot; before++)
                {
                    var sum = cost[used - 1, before] + Lost(before, knot);
                    if (sum < cost[used, knot])
                    {
                        (cost[used, knot], from[used, knot]) = (sum, before);
                    }
                }
            }
        }

        var chosen = new double[most];
        for (int used = most - 1, knot = count - 1; used >= 0; knot = from[used, knot], used--)
        {
            chosen[used] = knots[knot];
        }

        return [.. chosen];

        double Lost(int a, int b)
        {
            double lost = 0;
            for (var k = a + 1; k < b; k++)
            {
                var straight = heights[a] + ((heights[b] - heights[a]) * (knots[k] - knots[a]) / (knots[b] - knots[a]));
                lost += (densities[k] + LeastDensity) * (straight - heights[k]) * (straight - heights[k]);
            }

            return lost;
        }
    }
}
