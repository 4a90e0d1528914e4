using Mainstay.Core.Calibration.Learning.Fitting;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Terms;

/// <summary>
/// A table of two columns: a value for each piece of the one under each piece of the other, rows without the other's value as
/// a piece of their own, and a single value for rows without the first.
/// </summary>
/// <param name="first">The column that is scored.</param>
/// <param name="other">The column that chooses by which curve.</param>
internal sealed class PairTerm(Axis first, Axis other) : Term
{
    public Axis First => first;

    public Axis Other => other;

    public override int Touched => 1;

    public override int Size => (first.Pieces * (other.Pieces + 1)) + 1;

    /// <summary>The parameter of rows without the first column's value.</summary>
    public int Missing => Size - 1;

    /// <param name="piece">Of the first column.</param>
    /// <param name="under">Piece of the other column; <see cref="Axis.Pieces"/> where it has no value.</param>
    public int Cell(int piece, int under) => piece == first.Pieces ? Missing : (under * first.Pieces) + piece;

    public static PairTerm Of(Axis first, Axis other)
    {
        var term = new PairTerm(first, other) { Penalties = [] };
        var along = Enumerable.Range(0, other.Pieces).SelectMany(o => Enumerable.Range(0, first.Pieces - 1).Select(f => (term.Cell(f, o), term.Cell(f + 1, o))));
        var across = Enumerable.Range(0, first.Pieces).SelectMany(f => Enumerable.Range(0, other.Pieces - 1).Select(o => (term.Cell(f, o), term.Cell(f, o + 1))));
        Penalty[] penalties =
        [
            Penalty.Ridge(Enumerable.Range(0, term.Size)),
            Penalty.Steps(first.IsNumeric && first.Pieces > 2 ? along : []),
            Penalty.Steps(other.IsNumeric && other.Pieces > 2 ? across : []),
        ];
        return new PairTerm(first, other) { Penalties = [.. penalties.Where(p => !p.IsEmpty)] };
    }

    public override void Write(Observations table, Touch[] rows, int offset, int stride)
    {
        var (a, b) = (first.Of(table), other.Of(table));
        for (var row = 0; row < a.Length; row++)
        {
            rows[offset + (row * stride)] = new Touch(Cell(a[row], b[row]), 1);
        }
    }
}
