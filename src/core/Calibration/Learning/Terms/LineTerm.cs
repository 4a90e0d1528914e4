using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning.Fitting;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Terms;

/// <summary>A line through knots of a numeric column, flat outside, and a value of its own for rows that have none.</summary>
/// <param name="knots">Ascending, at least two.</param>
/// <param name="place">
/// The parameter of each knot, ascending from 0 without gaps: neighbours that share one make a flat piece, as where the data
/// agree that the line only rises or only falls.
/// </param>
internal sealed class LineTerm(string column, ImmutableArray<double> knots, ImmutableArray<int> place, bool hasMissing) : Term
{
    public string Column => column;

    public ImmutableArray<double> Knots => knots;

    public ImmutableArray<int> Place => place;

    public bool HasMissing => hasMissing;

    /// <summary>The parameter of rows without a value.</summary>
    public int Missing => place[^1] + 1;

    public override int Touched => 2;

    public override int Size => place[^1] + (hasMissing ? 2 : 1);

    public static LineTerm Of(ObservedColumn.Numeric column, ImmutableArray<double> knots) =>
        Of(column.Name, knots, [.. Enumerable.Range(0, knots.Length)], column.Values.Any(double.IsNaN));

    public static LineTerm Of(string column, ImmutableArray<double> knots, ImmutableArray<int> place, bool hasMissing)
    {
        var count = place[^1] + 1;
        Penalty[] penalties =
        [
            Penalty.Bends(count),
            Penalty.Steps(Enumerable.Range(0, count - 1).Select(i => (i, i + 1))),
            Penalty.Ridge(hasMissing ? [count] : []),
        ];
        return new LineTerm(column, knots, place, hasMissing) { Penalties = [.. penalties.Where(p => !p.IsEmpty)] };
    }

    public override void Write(Observations table, Touch[] rows, int offset, int stride)
    {
        var values = ((ObservedColumn.Numeric)table[column]).Values;
        for (var row = 0; row < values.Length; row++)
        {
            var at = offset + (row * stride);
            (rows[at], rows[at + 1]) = Touch(values[row]);
        }
    }

    private (Touch, Touch) Touch(double value)
    {
        if (double.IsNaN(value))
        {
            return hasMissing ? (new Touch(Missing, 1), default) : default;
        }

        var above = knots.BinarySearch(value);
        if (above >= 0)
        {
            return (new Touch(place[above], 1), default);
        }

        above = ~above;
        if (above == 0 || above == knots.Length)
        {
            return (new Touch(place[above == 0 ? 0 : ^1], 1), default);
        }

        if (place[above - 1] == place[above])
        {
            return (new Touch(place[above], 1), default);
        }

        var share = (value - knots[above - 1]) / (knots[above] - knots[above - 1]);
        return (new Touch(place[above - 1], 1 - share), new Touch(place[above], share));
    }
}
