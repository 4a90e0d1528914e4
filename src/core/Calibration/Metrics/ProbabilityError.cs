namespace Mainstay.Core.Calibration.Metrics;

/// <summary>How far probabilities are from what happened. All are means over rows, each counted as often as its weight says.</summary>
public static class ProbabilityError
{
    /// <summary>Bins of <see cref="Calibration"/>, of equal width: [0, 0.1), [0.1, 0.2), …, [0.9, 1].</summary>
    public const int Bins = 10;

    /// <summary>Probabilities are kept this far from 0 and 1, as a single certain mistake would be infinite: 2⁻⁵².</summary>
    public const double Least = 1d / (1L << 52);

    /// <summary>Mean squared difference of probability and outcome (Brier, Monthly Weather Review 78, 1950).</summary>
    /// <param name="weights">How often each row counts; empty for once.</param>
    /// <returns>0 to 1; NaN of no rows.</returns>
    public static double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes, ReadOnlySpan<int> weights = default)
    {
        double sum = 0, rows = 0;
        for (var i = 0; i < outcomes.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var error = probabilities[i] - (outcomes[i] ? 1 : 0);
            sum += weight * error * error;
            rows += weight;
        }

        return sum / rows;
    }

    /// <summary>Mean of −ln of the probability given to what happened.</summary>
    /// <param name="weights">How often each row counts; empty for once.</param>
    /// <returns>0 or more; NaN of no rows.</returns>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes, ReadOnlySpan<int> weights = default)
    {
        double sum = 0, rows = 0;
        for (var i = 0; i < outcomes.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            var p = Math.Clamp(probabilities[i], Least, 1 - Least);
            sum -= weight == 0 ? 0 : weight * Math.Log(outcomes[i] ? p : 1 - p);
            rows += weight;
        }

        return sum / rows;
    }

    /// <summary>
    /// Expected calibration error: the difference of mean probability and observed rate of each of <see cref="Bins"/> bins of
    /// equal width, weighted by their rows (Naeini, Cooper, Hauskrecht, AAAI 2015).
    /// </summary>
    /// <param name="weights">How often each row counts; empty for once.</param>
    /// <returns>0 to 1; NaN of no rows.</returns>
    public static double Calibration(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes, ReadOnlySpan<int> weights = default)
    {
        Span<double> gap = stackalloc double[Bins];
        double rows = 0;
        for (var i = 0; i < outcomes.Length; i++)
        {
            var weight = weights.IsEmpty ? 1 : weights[i];
            gap[Math.Min(Bins - 1, (int)(probabilities[i] * Bins))] += weight * (probabilities[i] - (outcomes[i] ? 1 : 0));
            rows += weight;
        }

        double sum = 0;
        foreach (var g in gap)
        {
            sum += Math.Abs(g);
        }

        return sum / rows;
    }
}
