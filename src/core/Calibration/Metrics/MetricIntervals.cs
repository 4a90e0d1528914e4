namespace Mainstay.Core.Calibration.Metrics;

/// <summary>The metrics of probabilities, each with its 95 % interval.</summary>
/// <param name="RocAuc">See <see cref="Ranking.RocAuc"/>.</param>
/// <param name="PrAuc">See <see cref="Ranking.PrAuc"/>.</param>
/// <param name="Brier">See <see cref="ProbabilityError.Brier"/>.</param>
/// <param name="LogLoss">See <see cref="ProbabilityError.LogLoss"/>.</param>
/// <param name="Ece">See <see cref="ProbabilityError.Calibration"/>.</param>
/// <param name="LiftTopDecile">See <see cref="Ranking.Lift"/>.</param>
public sealed record MetricIntervals(Interval RocAuc, Interval PrAuc, Interval Brier, Interval LogLoss, Interval Ece, Interval LiftTopDecile)
{
    /// <summary>Of the metrics of all rows and those of resamples of them.</summary>
    internal static MetricIntervals Of(MetricSet mean, IReadOnlyList<MetricSet> resamples)
    {
        return new MetricIntervals(At(0), At(1), At(2), At(3), At(4), At(5));

        Interval At(int metric) => Interval.OfResamples(mean[metric], resamples.Select(r => r[metric]));
    }
}
