using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>What was foretold and what came, of a tenth of the rows.</summary>
/// <param name="Foretold">Mean probability, 0 to 1.</param>
/// <param name="Came">Share that churned with Wilson's band.</param>
/// <param name="Rows">How many rows.</param>
public readonly record struct ReliabilityPoint(double Foretold, Interval Came, int Rows);

/// <summary>
/// A score as a probability: a logistic curve fitted on the first half of the days (Platt 1999) and held against the second. Where
/// the points lie on the diagonal, so many churn as the score says.
/// </summary>
/// <param name="Points">At most ten, of rising probability.</param>
/// <param name="Error">Mean distance of the points from the diagonal, weighed by rows: 0 to 1.</param>
public sealed record Reliability(ImmutableArray<ReliabilityPoint> Points, double Error)
{
    private const int Parts = 10;

    /// <summary>Fewer that churned in either half are no ground for a curve.</summary>
    public const int Fewest = 20;

    /// <param name="earlier">Scores, 0 to 100, and whether the account churned.</param>
    /// <param name="later">The rows that are judged.</param>
    /// <returns>Null where fewer than <see cref="Fewest"/> churned, or stayed, in either.</returns>
    public static Reliability? Of(IReadOnlyList<(double Score, bool Churned)> earlier, IReadOnlyList<(double Score, bool Churned)> later)
    {
        if (IsTooFew(earlier) || IsTooFew(later))
        {
            return null;
        }

        var (level, slope) = Fit(earlier);
        var sorted = later.Select(r => (Probability: 1 / (1 + Math.Exp(-(level + (slope * r.Score)))), r.Churned)).OrderBy(r => r.Probability).ToArray();
        var points = ImmutableArray.CreateBuilder<ReliabilityPoint>();
        for (var part = 0; part < Parts; part++)
        {
            var rows = sorted[(int)((long)sorted.Length * part / Parts)..(int)((long)sorted.Length * (part + 1) / Parts)];
            if (rows.Length > 0)
            {
                points.Add(new ReliabilityPoint(rows.Average(r => r.Probability), Interval.OfRate(rows.Count(r => r.Churned), rows.Length), rows.Length));
            }
        }

        return new Reliability(points.ToImmutable(), points.Sum(p => p.Rows * Math.Abs(p.Foretold - p.Came.Mean)) / sorted.Length);
    }

    private static bool IsTooFew(IReadOnlyList<(double Score, bool Churned)> rows) =>
        rows.Count(r => r.Churned) is var churned && (churned < Fewest || rows.Count - churned < Fewest);

    // Newton's method for two parameters; a ridge of a millionth keeps it from running away where scores hardly differ.
    private static (double Level, double Slope) Fit(IReadOnlyList<(double Score, bool Churned)> rows)
    {
        var (level, slope) = (0d, 0d);
        for (var step = 0; step < 50; step++)
        {
            double g0 = 0, g1 = 0, h00 = 1e-6, h01 = 0, h11 = 1e-6;
            foreach (var (score, churned) in rows)
            {
                var p = 1 / (1 + Math.Exp(-(level + (slope * score))));
                var (miss, weight) = ((churned ? 1 : 0) - p, p * (1 - p));
                g0 += miss;
                g1 += miss * score;
                h00 += weight;
                h01 += weight * score;
                h11 += weight * score * score;
            }

            var determinant = (h00 * h11) - (h01 * h01);
            var (d0, d1) = (((h11 * g0) - (h01 * g1)) / determinant, ((h00 * g1) - (h01 * g0)) / determinant);
            (level, slope) = (level + d0, slope + d1);
            if (Math.Abs(d0) + (100 * Math.Abs(d1)) < 1e-10)
            {
                break;
            }
        }

        return (level, slope);
    }
}
