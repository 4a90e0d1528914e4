using Mainstay.Core.Calibration.Learning.Terms;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Fitting;

/// <summary>What each row touches of all parameters, in one array: the intercept is parameter 0 and touched by all.</summary>
internal sealed class SparseRows
{
    private readonly int[] _parameters;
    private readonly double[] _weights;
    private readonly int _touched;
    private readonly int _count;

    public SparseRows(Observations table, Term[] terms, int[] starts)
    {
        _count = table.Rows;
        _touched = terms.Sum(t => t.Touched);
        _parameters = new int[_count * _touched];
        _weights = new double[_count * _touched];
        var offset = 0;
        for (var i = 0; i < terms.Length; i++)
        {
            var touches = new Touch[_count * terms[i].Touched];
            terms[i].Write(table, touches, 0, terms[i].Touched);
            for (var t = 0; t < touches.Length; t++)
            {
                var (row, which) = Math.DivRem(t, terms[i].Touched);
                var at = (row * _touched) + offset + which;

                // A touch of no weight keeps the order ascending, so that only one triangle is ever filled.
                _parameters[at] = starts[i] + touches[t].Parameter;
                _weights[at] = touches[t].Weight;
            }

            offset += terms[i].Touched;
        }
    }

    /// <summary>The mean weight of each parameter over the rows.</summary>
    public double[] Density(int size)
    {
        var density = new double[size];
        for (var i = 0; i < _parameters.Length; i++)
        {
            density[_parameters[i]] += _weights[i];
        }

        return [.. density.Select(d => d / _count)];
    }

    public void Sum(double[] parameters, double[] sums)
    {
        for (var row = 0; row < _count; row++)
        {
            var sum = parameters[0];
            var at = row * _touched;
            for (var i = at; i < at + _touched; i++)
            {
                sum += _weights[i] * parameters[_parameters[i]];
            }

            sums[row] = sum;
        }
    }

    /// <summary>XᵀWX (lower triangle) and XᵀWz of a Newton step for the logistic likelihood.</summary>
    public (double[] Matrix, double[] Vector) Normal(double[] logOdds, double[] targets, int size)
    {
        var (matrix, vector) = (new double[size * size], new double[size]);
        for (var row = 0; row < _count; row++)
        {
            var p = 1 / (1 + Math.Exp(-logOdds[row]));
            var weight = Math.Max(p * (1 - p), 1e-6);
            var target = (weight * logOdds[row]) + targets[row] - p;
            matrix[0] += weight;
            vector[0] += target;
            var parameters = _parameters.AsSpan(row * _touched, _touched);
            var weights = _weights.AsSpan(row * _touched, _touched);
            for (var i = 0; i < parameters.Length; i++)
            {
                if (weights[i] == 0)
                {
                    continue;
                }

                var own = weights[i] * weight;
                vector[parameters[i]] += weights[i] * target;
                var line = matrix.AsSpan(parameters[i] * size, size);
                line[0] += own;
                for (var k = 0; k <= i; k++)
                {
                    line[parameters[k]] += own * weights[k];
                }
            }
        }

        return (matrix, vector);
    }
}
