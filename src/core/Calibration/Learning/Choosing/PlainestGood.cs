namespace Mainstay.Core.Calibration.Learning.Choosing;

/// <summary>
/// Of ways to learn, the plainest that is not behind the best by more than one standard error of their difference (Breiman and
/// others, Classification and Regression Trees, 1984, chapter 3): with few rows, curves and pairs can cost more than they bring.
/// </summary>
public static class PlainestGood
{
    /// <param name="scores">Of each way, the plainest first, what it reached in each part: greater is better, as many parts for all.</param>
    /// <returns>Which way; the last where there are fewer than two parts.</returns>
    public static int Of(IReadOnlyList<double[]> scores)
    {
        if (scores[0].Length < 2)
        {
            return scores.Count - 1;
        }

        var best = scores.MaxBy(s => s.Average())!;
        return Enumerable.Range(0, scores.Count).First(way => IsLevel(scores[way], best));
    }

    private static bool IsLevel(double[] way, double[] best)
    {
        var behind = best.Zip(way, (b, w) => b - w).ToArray();
        var mean = behind.Average();
        var variance = behind.Sum(d => (d - mean) * (d - mean)) / (behind.Length - 1);
        return mean <= Math.Sqrt(variance / behind.Length);
    }
}
