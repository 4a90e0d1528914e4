using Mainstay.Core.Calibration.Learning.Fitting;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Terms;

/// <summary>A value for each piece of a numeric column, and one for rows that have none.</summary>
internal sealed class StepsTerm(Axis axis) : Term
{
    public Axis Axis => axis;

    /// <summary>The parameter of rows without a value.</summary>
    public int Missing => axis.Pieces;

    public override int Touched => 1;

    public override int Size => axis.Pieces + 1;

    public static StepsTerm Of(Axis axis) => new(axis) { Penalties = [Penalty.Ridge(Enumerable.Range(0, axis.Pieces + 1))] };

    public override void Write(Observations table, Touch[] rows, int offset, int stride)
    {
        var pieces = axis.Of(table);
        for (var row = 0; row < pieces.Length; row++)
        {
            rows[offset + (row * stride)] = new Touch(pieces[row], 1);
        }
    }
}
