namespace Mainstay.Core.Calibration.Metrics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>The chance of a number at least so far from 0, on either side: 1 for 0, NaN for NaN.</summary>
    public static double TwoSided(double z) => Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>The chance of a number above.</summary>
    public static double Above(double z) => z >= 0 ? TwoSided(z) / 2 : 1 - (TwoSided(z) / 2);

    /// <summary>
    /// The chance that a chi-square of some degrees of freedom is at least as great, by its cube root, which is nearly normal
    /// (Wilson, Hilferty, PNAS 17, 1931): right to a thousandth.
    /// </summary>
    public static double ChiSquareAbove(double value, int degrees)
    {
        var spread = 2d / (9 * degrees);
        return Above((Math.Cbrt(value / degrees) - (1 - spread)) / Math.Sqrt(spread));
    }

    // Abramowitz and Stegun 7.1.5 (series) below 3, 7.1.14 (continued fraction) from there on: to 1e-12 at worst.
    private static double Erfc(double x)
    {
        if (x >= 3)
        {
            var fraction = 0d;
            for (var k = 60; k >= 1; k--)
            {
                fraction = k / 2d / (x + fraction);
            }

            return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
        }

        var (sum, term) = (x, x);
        for (var k = 1; k < 100; k++)
        {
            term *= -x * x / k;
            sum += term / ((2 * k) + 1);
        }

        return 1 - (2 / Math.Sqrt(Math.PI) * sum);
    }
}
