using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Cli.Models;

/// <summary>Spearman's rho: Pearson's correlation of ranks, equal values sharing the mean of their ranks.</summary>
public static class RankCorrelation
{
    /// <returns>−1 to 1; null when either side never differs.</returns>
    public static double? Of(IReadOnlyList<(double X, double Y)> pairs)
    {
        var (x, y) = (Ranks.Of([.. pairs.Select(p => p.X)]), Ranks.Of([.. pairs.Select(p => p.Y)]));
        var mean = (pairs.Count + 1) / 2d;
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < pairs.Count; i++)
        {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : null;
    }
}
