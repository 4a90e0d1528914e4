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

        var map = LogisticMap.OfScore(earlier);
        var sorted = later.Select(r => (Probability: map[r.Score], r.Churned)).OrderBy(r => r.Probability).ToArray();
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
}
