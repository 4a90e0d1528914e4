using System.Collections.Immutable;

namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>A point of the gain curve.</summary>
/// <param name="Book">Share of the book with the lowest scores, 0 to 1.</param>
/// <param name="Caught">Share of all that churned within it, 0 to 1.</param>
public readonly record struct Gain(double Book, double Caught)
{
    /// <summary>How many times more churned than of the whole book; NaN of nothing.</summary>
    public double Lift => Caught / Book;
}

/// <summary>Whom one reaches by calling the lowest scores first.</summary>
public static class GainCurve
{
    /// <param name="scores">Not NaN.</param>
    /// <param name="churned">As many.</param>
    /// <returns>From (0, 0) to (1, 1), a point after each distinct score: between two points, equal scores stand in no order.</returns>
    public static ImmutableArray<Gain> Of(IReadOnlyList<double> scores, IReadOnlyList<bool> churned)
    {
        var all = churned.Count(c => c);
        var points = ImmutableArray.CreateBuilder<Gain>();
        points.Add(default);
        var (rows, caught) = (0, 0);
        foreach (var tied in Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderBy(g => g.Key))
        {
            rows += tied.Count();
            caught += tied.Count(i => churned[i]);
            points.Add(new Gain((double)rows / scores.Count, all == 0 ? 0 : (double)caught / all));
        }

        return points.ToImmutable();
    }
}
