namespace Mainstay.Core.Calibration.Evidence;

/// <summary>
/// Corrects p-values for how many were looked at: of the signals found below q, at most the share q is expected to be chance
/// (Benjamini, Hochberg, J. R. Stat. Soc. B 57, 1995).
/// </summary>
public static class FalseDiscovery
{
    /// <param name="pValues">0 to 1; NaN where nothing was tested.</param>
    /// <returns>For each its q-value, at least as great; NaN where nothing was tested.</returns>
    public static double[] Correct(IReadOnlyList<double> pValues)
    {
        var tested = Enumerable.Range(0, pValues.Count).Where(i => !double.IsNaN(pValues[i])).OrderByDescending(i => pValues[i]).ToArray();
        var corrected = Enumerable.Repeat(double.NaN, pValues.Count).ToArray();
        var least = 1d;
        for (var i = 0; i < tested.Length; i++)
        {
            least = Math.Min(least, pValues[tested[i]] * tested.Length / (tested.Length - i));
            corrected[tested[i]] = least;
        }

        return corrected;
    }
}
