using System.Runtime.Intrinsics;

namespace Mainstay.Core.Calibration.Learning.Fitting;

/// <summary>A = L Lᵀ of a symmetric positive definite matrix, row after row in one array.</summary>
internal sealed class Cholesky
{
    private readonly double[] _l;
    private readonly int _n;

    /// <param name="a">n × n; only the lower triangle is read.</param>
    public Cholesky(double[] a, int n)
    {
        (_l, _n) = (new double[n * n], n);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = a[(i * n) + j] - Dot(_l.AsSpan(i * n, j), _l.AsSpan(j * n, j));

                // Rounding can take a direction that only the smallest ridge holds below zero.
                _l[(i * n) + j] = i == j ? Math.Sqrt(Math.Max(rest, 1e-12)) : rest / _l[(j * n) + j];
            }
        }
    }

    /// <summary>x of A x = b.</summary>
    public double[] Solve(double[] b)
    {
        var x = (double[])b.Clone();
        for (var i = 0; i < _n; i++)
        {
            x[i] = (x[i] - Dot(_l.AsSpan(i * _n, i), x.AsSpan(0, i))) / _l[(i * _n) + i];
        }

        for (var i = _n - 1; i >= 0; i--)
        {
            x[i] /= _l[(i * _n) + i];
            for (var k = 0; k < i; k++)
            {
                x[k] -= _l[(i * _n) + k] * x[i];
            }
        }

        return x;
    }

    /// <summary>A⁻¹ whole.</summary>
    public double[] Inverse()
    {
        // Row j holds column j of L⁻¹, so that both products run along memory.
        var t = new double[_n * _n];
        for (var j = 0; j < _n; j++)
        {
            t[(j * _n) + j] = 1 / _l[(j * _n) + j];
            for (var i = j + 1; i < _n; i++)
            {
                t[(j * _n) + i] = -Dot(_l.AsSpan((i * _n) + j, i - j), t.AsSpan((j * _n) + j, i - j)) / _l[(i * _n) + i];
            }
        }

        var inverse = new double[_n * _n];
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                inverse[(i * _n) + j] = inverse[(j * _n) + i] = Dot(t.AsSpan((i * _n) + i, _n - i), t.AsSpan((j * _n) + i, _n - i));
            }
        }

        return inverse;
    }

    // Four lanes whatever the machine has, so that sums round alike everywhere.
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sums = Vector256<double>.Zero;
        var i = 0;
        for (; i + 4 <= a.Length; i += 4)
        {
            sums += Vector256.Create(a[i..]) * Vector256.Create(b[i..]);
        }

        var sum = Vector256.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
