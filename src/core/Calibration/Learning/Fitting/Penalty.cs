namespace Mainstay.Core.Calibration.Learning.Fitting;

/// <summary>
/// What a term's parameters cost: λ × Σ over the rows of D of (row · β)². How much λ is, the data decide.
/// </summary>
/// <param name="differences">Each row a few (parameter, factor) of the term.</param>
internal sealed class Penalty(IReadOnlyList<(int Parameter, double Factor)[]> differences)
{
    /// <summary>Never less: a likelihood that a table's rows can make infinite is held by it.</summary>
    public const double Least = 1e-2;

    public const double Greatest = 1e6;

    public double Lambda { get; set; } = 1;

    /// <summary>Each parameter on its own, towards zero.</summary>
    public static Penalty Ridge(IEnumerable<int> parameters) => new([.. parameters.Select(p => new[] { (p, 1d) })]);

    /// <summary>Neighbours towards one another.</summary>
    public static Penalty Steps(IEnumerable<(int From, int To)> neighbours) => new([.. neighbours.Select(n => new[] { (n.From, -1d), (n.To, 1d) })]);

    /// <summary>Three in a row towards a straight line.</summary>
    public static Penalty Bends(int count) =>
        new([.. Enumerable.Range(0, Math.Max(0, count - 2)).Select(i => new[] { (i, 1d), (i + 1, -2d), (i + 2, 1d) })]);

    public bool IsEmpty => differences.Count == 0;

    public double Of(ReadOnlySpan<double> parameters)
    {
        double sum = 0;
        foreach (var row in differences)
        {
            double product = 0;
            foreach (var (p, factor) in row)
            {
                product += factor * parameters[p];
            }

            sum += product * product;
        }

        return sum;
    }

    /// <summary>Adds λ DᵀD to the lower triangle of a matrix, at the place of the term.</summary>
    public void AddTo(double[] matrix, int stride, int start)
    {
        foreach (var row in differences)
        {
            foreach (var (i, a) in row)
            {
                foreach (var (k, b) in row)
                {
                    if (k <= i)
                    {
                        matrix[((start + i) * stride) + start + k] += Lambda * a * b;
                    }
                }
            }
        }
    }

    /// <summary>Trace of a symmetric matrix, from the term's place on, times DᵀD.</summary>
    public double Trace(double[] matrix, int stride, int start)
    {
        double trace = 0;
        foreach (var row in differences)
        {
            foreach (var (i, a) in row)
            {
                foreach (var (k, b) in row)
                {
                    trace += a * b * matrix[((start + i) * stride) + start + k];
                }
            }
        }

        return trace;
    }
}
