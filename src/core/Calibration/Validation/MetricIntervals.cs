using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Core.Calibration.Validation;

/// <summary>The metrics of probabilities, each with its 95 % interval.</summary>
/// <param name="RocAuc">See <see cref="Ranking.RocAuc"/>.</param>
/// <param name="PrAuc">See <see cref="Ranking.PrAuc"/>.</param>
/// <param name="Brier">See <see cref="ProbabilityError.Brier"/>.</param>
/// <param name="LogLoss">See <see cref="ProbabilityError.LogLoss"/>.</param>
/// <param name="Ece">See <see cref="ProbabilityError.Calibration"/>.</param>
/// <param name="LiftTopDecile">See <see cref="Ranking.Lift"/>.</param>
public sealed record MetricIntervals(Interval RocAuc, Interval PrAuc, Interval Brier, Interval LogLoss, Interval Ece, Interval LiftTopDecile);
