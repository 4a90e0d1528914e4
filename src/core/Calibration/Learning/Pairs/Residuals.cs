using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning.Terms;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Pairs;

/// <summary>What probabilities leave over in each row, and how much a Newton step would weigh it.</summary>
internal sealed class Residuals
{
    private readonly double[] _left;
    private readonly double[] _weights;

    public Residuals(double[] logOdds, ImmutableArray<double> targets)
    {
        (_left, _weights) = (new double[logOdds.Length], new double[logOdds.Length]);
        for (var row = 0; row < logOdds.Length; row++)
        {
            var p = 1 / (1 + Math.Exp(-logOdds[row]));
            _left[row] = targets[row] - p;
            _weights[row] = p * (1 - p);
        }
    }

    /// <summary>How much one value for each piece of a column would take off the deviance, about.</summary>
    /// <param name="table">The rows, with the column.</param>
    public double Gain(Axis axis, Observations table)
    {
        var grid = Over(axis.Of(table), axis.Pieces + 1, new int[_left.Length], 1);
        return Enumerable.Range(0, axis.Pieces + 1).Select(piece => grid.Sum(piece, 0, 1)).Sum(cell => ResidualGrid.Gain(cell.Left, cell.Weight));
    }

    /// <summary>Summed over the cells of two columns, each row's piece given.</summary>
    public ResidualGrid Over(int[] first, int firstPieces, int[] other, int otherPieces)
    {
        var grid = new ResidualGrid(firstPieces, otherPieces);
        for (var row = 0; row < _left.Length; row++)
        {
            grid.Add(first[row], other[row], _left[row], _weights[row]);
        }

        return grid;
    }
}

/// <summary>Residuals and their weights, summed over cells.</summary>
internal sealed class ResidualGrid(int rows, int columns)
{
    // A cell of little weight is believed little.
    private const double Ridge = 2;

    private readonly (double Left, double Weight)[] _cells = new (double, double)[rows * columns];

    public static double Gain(double left, double weight) => left * left / (weight + Ridge);

    public void Add(int row, int column, double left, double weight)
    {
        ref var cell = ref _cells[(row * columns) + column];
        cell = (cell.Left + left, cell.Weight + weight);
    }

    /// <summary>Of a row, the cells of columns [from, to).</summary>
    public (double Left, double Weight) Sum(int row, int from, int to)
    {
        double left = 0, weight = 0;
        for (var column = from; column < to; column++)
        {
            left += _cells[(row * columns) + column].Left;
            weight += _cells[(row * columns) + column].Weight;
        }

        return (left, weight);
    }

    public ResidualGrid Turned()
    {
        var turned = new ResidualGrid(columns, rows);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var (left, weight) = _cells[(row * columns) + column];
                turned.Add(column, row, left, weight);
            }
        }

        return turned;
    }

    /// <summary>
    /// The most that one value for each of four quadrants would take off the deviance, over all crossings of one cut of either
    /// axis (the FAST search of Lou and others, KDD 2013).
    /// </summary>
    public double BestCrossing()
    {
        var stride = columns + 1;
        var sums = new (double Left, double Weight)[(rows + 1) * stride];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var (a, b, c, cell) = (sums[(row * stride) + column + 1], sums[((row + 1) * stride) + column], sums[(row * stride) + column], _cells[(row * columns) + column]);
                sums[((row + 1) * stride) + column + 1] = (cell.Left + a.Left + b.Left - c.Left, cell.Weight + a.Weight + b.Weight - c.Weight);
            }
        }

        var all = sums[^1];
        double best = 0;
        for (var row = 1; row < rows; row++)
        {
            for (var column = 1; column < columns; column++)
            {
                var (both, above, before) = (sums[(row * stride) + column], sums[(row * stride) + columns], sums[(rows * stride) + column]);
                best = Math.Max(
                    best,
                    Gain(both.Left, both.Weight)
                    + Gain(above.Left - both.Left, above.Weight - both.Weight)
                    + Gain(before.Left - both.Left, before.Weight - both.Weight)
                    + Gain(all.Left - above.Left - before.Left + both.Left, all.Weight - above.Weight - before.Weight + both.Weight));
            }
        }

        return best;
    }
}
