using Mainstay.Core.Calibration.Learning.Fitting;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Terms;

/// <summary>
/// A part of the sum that makes the log-odds: for each row a few of its parameters, each with a weight. What a row is to a
/// term depends on the row alone.
/// </summary>
internal abstract class Term
{
    /// <summary>How many of its parameters a row touches at most.</summary>
    public abstract int Touched { get; }

    /// <summary>How many parameters there are.</summary>
    public abstract int Size { get; }

    public required IReadOnlyList<Penalty> Penalties { get; init; }

    /// <summary>Writes what a table's rows touch, <see cref="Touched"/> a row from <paramref name="offset"/> on, every <paramref name="stride"/>.</summary>
    public abstract void Write(Observations table, Touch[] rows, int offset, int stride);

    /// <summary>What the parameters add to each row's log-odds.</summary>
    public void AddTo(double[] sums, Observations table, ReadOnlySpan<double> parameters)
    {
        var touched = new Touch[table.Rows * Touched];
        Write(table, touched, 0, Touched);
        for (var i = 0; i < touched.Length; i++)
        {
            sums[i / Touched] += touched[i].Weight * parameters[touched[i].Parameter];
        }
    }
}

/// <summary>A parameter of a term that a row touches.</summary>
internal readonly record struct Touch(int Parameter, double Weight);
