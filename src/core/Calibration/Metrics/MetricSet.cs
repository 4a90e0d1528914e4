namespace Mainstay.Core.Calibration.Metrics;

/// <summary>What is told of probabilities against outcomes.</summary>
/// <param name="RocAuc">See <see cref="Ranking.RocAuc"/>.</param>
/// <param name="PrAuc">See <see cref="Ranking.PrAuc"/>.</param>
/// <param name="Brier">See <see cref="ProbabilityError.Brier"/>.</param>
/// <param name="LogLoss">See <see cref="ProbabilityError.LogLoss"/>.</param>
/// <param name="Ece">See <see cref="ProbabilityError.Calibration"/>.</param>
/// <param name="LiftTopDecile">See <see cref="Ranking.Lift"/>.</param>
public readonly record struct MetricSet(double RocAuc, double PrAuc, double Brier, double LogLoss, double Ece, double LiftTopDecile)
{
    /// <summary>How many there are.</summary>
    public const int Count = 6;

    /// <summary>In the order of the parameters.</summary>
    public double this[int metric] => metric switch
    {
        0 => RocAuc,
        1 => PrAuc,
        2 => Brier,
        3 => LogLoss,
        4 => Ece,
        5 => LiftTopDecile,
        _ => throw new ArgumentOutOfRangeException(nameof(metric)),
    };

    public static MetricSet Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes) =>
        Of(new Ranking(probabilities, outcomes), probabilities, outcomes, []);

    /// <param name="ranking">Of the same rows.</param>
    /// <param name="weights">How often each row counts; empty for once.</param>
    public static MetricSet Of(Ranking ranking, ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes, ReadOnlySpan<int> weights) => new(
        ranking.RocAuc(weights),
        ranking.PrAuc(weights),
        ProbabilityError.Brier(probabilities, outcomes, weights),
        ProbabilityError.LogLoss(probabilities, outcomes, weights),
        ProbabilityError.Calibration(probabilities, outcomes, weights),
        ranking.Lift(weights: weights));
}
