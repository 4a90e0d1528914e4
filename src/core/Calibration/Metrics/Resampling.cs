using Mainstay.Core.Calibration.Chance;

namespace Mainstay.Core.Calibration.Metrics;

/// <summary>
/// Draws tables of the same size with replacement, for bootstrap intervals. Whole groups are drawn, as rows of one account
/// are not independent, and those with and without an event apart, so that no resample lacks either.
/// </summary>
public sealed class Resampling
{
    private readonly int[][] _rowsOfGroup;
    private readonly int[][] _strata;

    /// <param name="groupOfRow">From 0 on, without gaps; see <see cref="Observed.Observations.GroupNumbers"/>.</param>
    public Resampling(ReadOnlySpan<int> groupOfRow, ReadOnlySpan<bool> outcomes)
    {
        var rows = new List<List<int>>();
        var happened = new List<bool>();
        for (var row = 0; row < groupOfRow.Length; row++)
        {
            while (rows.Count <= groupOfRow[row])
            {
                rows.Add([]);
                happened.Add(false);
            }

            rows[groupOfRow[row]].Add(row);
            happened[groupOfRow[row]] |= outcomes[row];
        }

        _rowsOfGroup = [.. rows.Select(r => r.ToArray())];
        var groups = Enumerable.Range(0, rows.Count);
        _strata = [[.. groups.Where(g => happened[g])], [.. groups.Where(g => !happened[g])]];
    }

    /// <summary>How often each row is in one resample.</summary>
    public int[] Draw(SplitMix64 random)
    {
        var counts = new int[_rowsOfGroup.Sum(rows => rows.Length)];
        foreach (var stratum in _strata)
        {
            for (var i = 0; i < stratum.Length; i++)
            {
                foreach (var row in _rowsOfGroup[random.Pick<int>(stratum)])
                {
                    counts[row]++;
                }
            }
        }

        return counts;
    }

    /// <summary>The interval of any estimate that can weigh rows.</summary>
    /// <param name="estimate">Given how often each row counts; an empty list for once each.</param>
    public Interval Of(Func<int[], double> estimate, SplitMix64 random, int resamples = 1000) =>
        Interval.OfResamples(estimate([]), Enumerable.Range(0, resamples).Select(_ => estimate(Draw(random))));
}
