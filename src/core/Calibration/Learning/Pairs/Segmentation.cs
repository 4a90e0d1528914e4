namespace Mainstay.Core.Calibration.Learning.Pairs;

/// <summary>The best few segments of an axis for what was left over in the pieces of another.</summary>
internal static class Segmentation
{
    /// <param name="grid">Its rows are the axis to be cut.</param>
    /// <param name="pieces">Of the axis that take part, from the first on.</param>
    /// <param name="columns">Where the segments of the other axis begin.</param>
    /// <param name="end">Where the last of those ends.</param>
    /// <returns>Where each segment begins, and the gain of all cells.</returns>
    public static (int[] Begins, double Gain) Of(ResidualGrid grid, int pieces, int[] columns, int end, int most)
    {
        var gain = Gains(grid, pieces, columns, end);
        var best = new double[most + 1, pieces + 1];
        var from = new int[most + 1, pieces + 1];
        for (var to = 1; to <= pieces; to++)
        {
            best[1, to] = gain[0, to];
        }

        for (var used = 2; used <= most; used++)
        {
            for (var to = used; to <= pieces; to++)
            {
                best[used, to] = -1;
                for (var begin = used - 1; begin < to; begin++)
                {
                    var sum = best[used - 1, begin] + gain[begin, to];
                    if (sum > best[used, to])
                    {
                        (best[used, to], from[used, to]) = (sum, begin);
                    }
                }
            }
        }

        var begins = new int[most];
        for (int used = most, to = pieces; used > 1; used--)
        {
            to = begins[used - 1] = from[used, to];
        }

        return (begins, best[most, pieces]);
    }

    // Of each run of pieces [begin, to): what one value for each of its cells would take off the deviance, about.
    private static double[,] Gains(ResidualGrid grid, int pieces, int[] columns, int end)
    {
        var gains = new double[pieces + 1, pieces + 1];
        var sums = new (double Left, double Weight)[columns.Length];
        for (var begin = 0; begin < pieces; begin++)
        {
            Array.Clear(sums);
            for (var to = begin + 1; to <= pieces; to++)
            {
                double gain = 0;
                for (var c = 0; c < columns.Length; c++)
                {
                    var cell = grid.Sum(to - 1, columns[c], c + 1 < columns.Length ? columns[c + 1] : end);
                    sums[c] = (sums[c].Left + cell.Left, sums[c].Weight + cell.Weight);
                    gain += ResidualGrid.Gain(sums[c].Left, sums[c].Weight);
                }

                gains[begin, to] = gain;
            }
        }

        return gains;
    }
}
