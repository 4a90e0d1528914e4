namespace Mainstay.Core.Calibration.Metrics;

/// <summary>An estimate with its interval, 95 % unless it is said otherwise.</summary>
/// <param name="Mean">The estimate on the rows as they are.</param>
/// <param name="Low">Lower end (inclusive).</param>
/// <param name="High">Upper end (inclusive).</param>
public readonly record struct Interval(double Mean, double Low, double High)
{
    /// <summary>Two-sided 95 % of the normal distribution.</summary>
    public const double Z = 1.959963984540054;

    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>
    /// The percentile interval of resampled estimates (Efron, Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13).
    /// Those that are NaN, as of resamples without a single event, are left out.
    /// </summary>
    /// <param name="level">Share of resamples within, 0 to 1.</param>
    public static Interval OfResamples(double mean, IEnumerable<double> resampled, double level = 0.95)
    {
        var sorted = resampled.Where(v => !double.IsNaN(v)).Order().ToArray();
        return sorted.Length == 0
            ? new Interval(mean, double.NaN, double.NaN)
            : new Interval(mean, Quantile(sorted, (1 - level) / 2), Quantile(sorted, (1 + level) / 2));
    }

    /// <summary>
    /// Wilson's score interval of a rate (JASA 22, 1927): within 0 and 1, and of use from the first event on.
    /// </summary>
    /// <param name="events">0 to <paramref name="rows"/>.</param>
    /// <returns>0 to 1 with mean NaN when there are no rows.</returns>
    public static Interval OfRate(double events, double rows)
    {
        if (rows <= 0)
        {
            return new Interval(double.NaN, 0, 1);
        }

        var rate = events / rows;
        var middle = (rate + (Z * Z / (2 * rows))) / (1 + (Z * Z / rows));
        var half = Z / (1 + (Z * Z / rows)) * Math.Sqrt((rate * (1 - rate) / rows) + (Z * Z / (4 * rows * rows)));
        return new Interval(rate, Math.Max(0, Math.Min(rate, middle - half)), Math.Min(1, Math.Max(rate, middle + half)));
    }

    // Between the two nearest order statistics, as R's type 7.
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
