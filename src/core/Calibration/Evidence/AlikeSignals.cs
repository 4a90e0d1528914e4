using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Evidence;

/// <summary>
/// Columns of numbers that say nearly the same: grouped where their rank correlation is at least .85 either way, so that
/// nobody counts one thing several times (Gold, Fighting Churn with Data, 2020, ch. 6).
/// </summary>
internal static class AlikeSignals
{
    private const double Alike = 0.85;
    private const int MostRows = 4000;

    /// <returns>Per column the names of the others in its group, empty where it stands alone.</returns>
    public static ImmutableArray<string>[] Of(Observations table)
    {
        var step = Math.Max(1, table.Rows / MostRows);
        int[] rows = [.. Enumerable.Range(0, table.Rows).Where(row => row % step == 0)];
        var columns = table.Columns.Select(c => c is ObservedColumn.Numeric numeric ? rows.Select(row => numeric.Values[row]).ToArray() : null).ToArray();
        var group = Enumerable.Range(0, columns.Length).ToArray();
        for (var i = 0; i < columns.Length; i++)
        {
            for (var j = i + 1; j < columns.Length; j++)
            {
                if (columns[i] is { } a && columns[j] is { } b && Math.Abs(RankCorrelation(a, b)) >= Alike)
                {
                    var (old, now) = (group[j], group[i]);
                    group = Array.ConvertAll(group, g => g == old ? now : g);
                }
            }
        }

        return [.. group.Select((g, i) => table.Columns.Where((_, j) => j != i && group[j] == g).Select(c => c.Name).ToImmutableArray())];
    }

    /// <summary>Spearman's, over the rows where both are there: −1 to 1; 0 where fewer than ten are, or one never differs.</summary>
    public static double RankCorrelation(double[] a, double[] b)
    {
        var both = Enumerable.Range(0, a.Length).Where(i => !double.IsNaN(a[i]) && !double.IsNaN(b[i])).ToArray();
        if (both.Length < 10)
        {
            return 0;
        }

        var (x, y) = (Ranks.Of([.. both.Select(i => a[i])]), Ranks.Of([.. both.Select(i => b[i])]));
        var middle = (both.Length + 1) / 2d;
        double xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            xx += (x[i] - middle) * (x[i] - middle);
            yy += (y[i] - middle) * (y[i] - middle);
            xy += (x[i] - middle) * (y[i] - middle);
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : 0;
    }
}
