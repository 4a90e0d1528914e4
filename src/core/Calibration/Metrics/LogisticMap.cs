namespace Mainstay.Core.Calibration.Metrics;

/// <summary>
/// Turns a number into a probability by a logistic curve fitted to outcomes (Platt, "Probabilistic outputs for support vector
/// machines", 1999, without his pulled-in targets).
/// </summary>
/// <param name="Level">The log odds at 0.</param>
/// <param name="Slope">What one more adds to the log odds.</param>
public readonly record struct LogisticMap(double Level, double Slope)
{
    public double this[double value] => 1 / (1 + Math.Exp(-(Level + (Slope * value))));

    /// <summary>The curve of a score: the higher, the less likely. Where the rows say otherwise, a level line at their rate.</summary>
    /// <param name="rows">At least one that happened and one that did not.</param>
    public static LogisticMap OfScore(IReadOnlyList<(double Score, bool Happened)> rows)
    {
        var map = Of(rows);
        var rate = (double)rows.Count(r => r.Happened) / rows.Count;
        return map.Slope <= 0 && double.IsFinite(map.Level) ? map : new LogisticMap(Math.Log(rate / (1 - rate)), 0);
    }

    // Newton's method for two parameters; a ridge of a millionth keeps it from running away where values hardly differ.
    private static LogisticMap Of(IReadOnlyList<(double Value, bool Happened)> rows)
    {
        var (level, slope) = (0d, 0d);
        for (var step = 0; step < 50; step++)
        {
            double g0 = 0, g1 = 0, h00 = 1e-6, h01 = 0, h11 = 1e-6;
            foreach (var (value, happened) in rows)
            {
                var p = new LogisticMap(level, slope)[value];
                var (miss, weight) = ((happened ? 1 : 0) - p, p * (1 - p));
                g0 += miss;
                g1 += miss * value;
                h00 += weight;
                h01 += weight * value;
                h11 += weight * value * value;
            }

            var determinant = (h00 * h11) - (h01 * h01);
            var (d0, d1) = (((h11 * g0) - (h01 * g1)) / determinant, ((h00 * g1) - (h01 * g0)) / determinant);
            (level, slope) = (level + d0, slope + d1);
            if (Math.Abs(d0) + (100 * Math.Abs(d1)) < 1e-10)
            {
                break;
            }
        }

        return new LogisticMap(level, slope);
    }
}
