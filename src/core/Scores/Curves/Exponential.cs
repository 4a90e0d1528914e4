namespace Mainstay.Core.Scores.Curves;

/// <summary>
/// e^x by additions and multiplications alone. <see cref="Math.Exp"/> asks the C library of the platform, and those differ in
/// the last bit: the same input would not give the identical report on every machine.
/// </summary>
public static class Exponential
{
    // ln 2 in two parts (Cody and Waite): multiples of the first are exact, the second makes up for its cut.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    /// <summary>The Taylor series up to here is exact to a double for |x| ≤ ln 2 / 2.</summary>
    private const int Terms = 14;

    /// <summary>2^(−time ÷ half-life): exactly ½, ¼, … after whole half-lives.</summary>
    /// <param name="time">At least 0.</param>
    /// <param name="halfLife">Above 0, in the unit of the time.</param>
    public static double Halved(int time, int halfLife)
    {
        var (halvings, rest) = Math.DivRem(time, halfLife);
        return Math.ScaleB(Of(-(Ln2High + Ln2Low) * rest / halfLife), -halvings);
    }

    /// <summary>Infinite above 709, 0 below −745.</summary>
    public static double Of(double x)
    {
        if (x > 709)
        {
            return double.PositiveInfinity;
        }

        if (x < -745)
        {
            return 0;
        }

        var halvings = Math.Round(x / (Ln2High + Ln2Low), MidpointRounding.ToEven);
        var rest = x - halvings * Ln2High - halvings * Ln2Low;
        var sum = 1d;
        for (var n = Terms; n >= 1; n--)
        {
            sum = 1 + rest / n * sum;
        }

        return Math.ScaleB(sum, (int)halvings);
    }
}
