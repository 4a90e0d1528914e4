namespace Mainstay.Core.Calibration.Evidence;

/// <summary>How far a distribution has moved.</summary>
public static class Stability
{
    /// <summary>From here on people say that it has moved a little.</summary>
    public const double Moved = 0.1;

    /// <summary>From here on people say that it is another one.</summary>
    public const double MovedFar = 0.25;

    /// <summary>
    /// The population stability index: the sum over parts of (now − then) × ln(now ÷ then), shares with half a row added to each part
    /// (Siddiqi, Credit Risk Scorecards, 2006, ch. 8, whose rules of thumb .1 and .25 are).
    /// </summary>
    /// <param name="then">Rows of each part.</param>
    /// <param name="now">As many parts.</param>
    /// <returns>At least 0; NaN where either has no rows.</returns>
    public static double Index(ReadOnlySpan<int> then, ReadOnlySpan<int> now)
    {
        double before = 0, after = 0;
        for (var i = 0; i < then.Length; i++)
        {
            before += then[i];
            after += now[i];
        }

        if (before == 0 || after == 0)
        {
            return double.NaN;
        }

        var index = 0d;
        for (var i = 0; i < then.Length; i++)
        {
            if (then[i] + now[i] > 0)
            {
                var (p, q) = ((then[i] + 0.5) / (before + (0.5 * then.Length)), (now[i] + 0.5) / (after + (0.5 * then.Length)));
                index += (q - p) * Math.Log(q / p);
            }
        }

        return index;
    }
}
