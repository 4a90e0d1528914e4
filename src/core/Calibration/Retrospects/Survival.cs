using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>The share of accounts still there after so many days.</summary>
/// <param name="Day">Days since they were looked at, from 0.</param>
/// <param name="AtRisk">How many were still there and observed just before.</param>
/// <param name="Left">How many churned on it.</param>
/// <param name="Share">0 to 1, with a 95 % band.</param>
public readonly record struct SurvivalStep(int Day, int AtRisk, int Left, Interval Share);

/// <summary>
/// Kaplan and Meier's estimate (JASA 53, 1958): those who are not observed any longer count for as long as they were. The band is
/// Greenwood's on the log-log scale (Kalbfleisch, Prentice, 1980), which stays within 0 and 1.
/// </summary>
public static class Survival
{
    /// <param name="lives">Days until each left or was last observed, at least 0, and whether it left.</param>
    /// <returns>A step for each day on which somebody left, preceded by day 0; only that without anybody.</returns>
    public static ImmutableArray<SurvivalStep> Of(IEnumerable<(int Days, bool HasLeft)> lives)
    {
        var all = lives.OrderBy(l => l.Days).ToArray();
        var steps = ImmutableArray.CreateBuilder<SurvivalStep>();
        steps.Add(new SurvivalStep(0, all.Length, 0, new Interval(1, 1, 1)));
        var (share, variance, gone) = (1d, 0d, 0);
        foreach (var day in all.GroupBy(l => l.Days))
        {
            var (left, atRisk) = (day.Count(l => l.HasLeft), all.Length - gone);
            gone += day.Count();
            if (left == 0)
            {
                continue;
            }

            share *= 1 - ((double)left / atRisk);
            variance += atRisk > left ? left / ((double)atRisk * (atRisk - left)) : 0;
            steps.Add(new SurvivalStep(day.Key, atRisk, left, Band(share, variance)));
        }

        return steps.ToImmutable();
    }

    private static Interval Band(double share, double variance)
    {
        if (share is <= 0 or >= 1)
        {
            return new Interval(share, share, share);
        }

        var logarithm = Math.Log(share);
        var half = Interval.Z * Math.Sqrt(variance) / Math.Abs(logarithm);
        return new Interval(share, Math.Pow(share, Math.Exp(half)), Math.Pow(share, Math.Exp(-half)));
    }
}
