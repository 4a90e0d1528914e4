using Mainstay.Core.Calibration.Learning.Terms;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Pairs;

/// <summary>Where to cut both columns of a pair so that a table of few cells takes up most of what the sum has left over.</summary>
internal static class CutChoice
{
    private const int FinePieces = 32;
    private const int MostRounds = 8;

    /// <summary>
    /// Cuts of the one column are the best there are for given cuts of the other, by dynamic programming; both take turns until
    /// nothing gets better.
    /// </summary>
    /// <param name="most">Pieces of numeric columns; words stay as they are.</param>
    public static (Axis First, Axis Other) Of(Observations table, Residuals residuals, string first, string other, int most)
    {
        var (a, b) = (Axis.Of(table[first], FinePieces), Axis.Of(table[other], FinePieces));
        var grid = residuals.Over(a.Of(table), a.Pieces + 1, b.Of(table), b.Pieces + 1);
        var (begins, otherBegins) = (Even(a, most), Even(b, most));
        double gain = -1;
        for (var round = 0; round < MostRounds; round++)
        {
            var reached = gain;
            if (a.IsNumeric && a.Pieces > most)
            {
                (begins, gain) = Segmentation.Of(grid, a.Pieces, otherBegins, b.Pieces, most);
            }

            if (b.IsNumeric && b.Pieces > most)
            {
                (otherBegins, gain) = Segmentation.Of(grid.Turned(), b.Pieces, begins, a.Pieces, most);
            }

            if (gain <= reached + 1e-9)
            {
                break;
            }
        }

        return (Cut(a, begins), Cut(b, otherBegins));
    }

    private static int[] Even(Axis axis, int most)
    {
        var pieces = axis.IsNumeric ? Math.Min(most, axis.Pieces) : axis.Pieces;
        return [.. Enumerable.Range(0, pieces).Select(i => i * axis.Pieces / pieces)];
    }

    private static Axis Cut(Axis axis, int[] begins) =>
        axis.IsNumeric ? axis with { Cuts = [.. begins.Skip(1).Select(piece => axis.Cuts[piece - 1])] } : axis;
}
