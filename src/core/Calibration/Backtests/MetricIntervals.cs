using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Backtests;

/// <summary>The metrics of <see cref="MetricSet"/> with their 95 % intervals.</summary>
public sealed record MetricIntervals(Interval RocAuc, Interval PrAuc, Interval Brier, Interval LogLoss, Interval Ece, Interval LiftTopDecile)
{
    internal static MetricIntervals Of(MetricSet mean, IReadOnlyList<MetricSet> resamples)
    {
        return new MetricIntervals(At(0), At(1), At(2), At(3), At(4), At(5));

        Interval At(int metric) => Interval.OfResamples(mean[metric], resamples.Select(r => r[metric]));
    }
}
