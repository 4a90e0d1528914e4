using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning.Terms;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Scores.Curves;

namespace Mainstay.Core.Calibration.Learning;

/// <summary>A signal of a learned model: what it reads, what that is worth, and what the points weigh.</summary>
public abstract record LearnedSignal
{
    private LearnedSignal()
    {
    }

    /// <summary>The column that is scored.</summary>
    public required string Column { get; init; }

    /// <summary>
    /// By how much the log-odds of the outcome differ between 0 and 100 points, above 0. The shares of these are the weights of
    /// the score.
    /// </summary>
    public required double Weight { get; init; }

    /// <summary>Points, 0 to 100, where there is no value.</summary>
    public required double Missing { get; init; }

    /// <summary>Whether it looks at a column.</summary>
    public bool Reads(string column) =>
        string.Equals(Column, column, StringComparison.Ordinal) || (this is Pair pair && string.Equals(pair.Other, column, StringComparison.Ordinal));

    /// <summary>Points of each row of a table that has the columns.</summary>
    public abstract double[] Points(Observations table);

    /// <summary>A line through knots.</summary>
    /// <param name="Knots">Ascending, at least two; flat outside.</param>
    /// <param name="Intervals">The 95 % interval of each knot's points, as far as the curve alone is uncertain; may reach beyond 0 and 100.</param>
    public sealed record Line(ImmutableArray<Knot> Knots, ImmutableArray<(double Low, double High)> Intervals) : LearnedSignal
    {
        public override double[] Points(Observations table)
        {
            var curve = new Curve.PiecewiseLinear(Knots);
            return [.. ((ObservedColumn.Numeric)table[Column]).Values.Select(v => double.IsNaN(v) ? Missing : curve.Points(v))];
        }
    }

    /// <summary>Steps: every value of a piece has the same points.</summary>
    /// <param name="Below">Points below the first step.</param>
    /// <param name="Steps">Where each of the others begins (inclusive), ascending, and its points.</param>
    /// <param name="Intervals">The 95 % interval of each piece's points, that below the first step first; may reach beyond 0 and 100.</param>
    public sealed record Bands(double Below, ImmutableArray<Knot> Steps, ImmutableArray<(double Low, double High)> Intervals) : LearnedSignal
    {
        public override double[] Points(Observations table)
        {
            var curve = new Curve.Bands(Below, Steps);
            return [.. ((ObservedColumn.Numeric)table[Column]).Values.Select(v => double.IsNaN(v) ? Missing : curve.Points(v))];
        }
    }

    /// <summary>A table of words.</summary>
    /// <param name="Values">Points of each word, in the order of the column's labels.</param>
    /// <param name="Intervals">Their 95 % intervals; may reach beyond 0 and 100.</param>
    public sealed record Words(ImmutableArray<(string Word, double Points)> Values, ImmutableArray<(double Low, double High)> Intervals) : LearnedSignal
    {
        public override double[] Points(Observations table)
        {
            var column = ((ObservedColumn.Categorical)table[Column]).By([.. Values.Select(v => v.Word)]);
            return [.. column.Codes.Select(code => code < 0 ? Missing : Values[code].Points)];
        }
    }

    /// <summary>A table of two signals: the other's piece chooses the steps by which this one is scored.</summary>
    /// <param name="First">The pieces of <see cref="LearnedSignal.Column"/>: cuts of numbers, or words.</param>
    /// <param name="Other">The column that chooses.</param>
    /// <param name="OtherPieces">Its pieces.</param>
    /// <param name="Cells">Points for each piece of the other column and, last, for rows without its value: of each piece of the first.</param>
    public sealed record Pair(Pieces First, string Other, Pieces OtherPieces, ImmutableArray<ImmutableArray<double>> Cells) : LearnedSignal
    {
        public override double[] Points(Observations table)
        {
            var (a, b) = (First.On(Column).Of(table), OtherPieces.On(Other).Of(table));
            return [.. a.Select((piece, row) => piece == First.Count ? Missing : Cells[b[row]][piece])];
        }
    }
}

/// <summary>How a side of a pair is divided.</summary>
/// <param name="Cuts">Of numbers: where each piece but the first begins (inclusive), ascending.</param>
/// <param name="Words">Of words: each is a piece. Empty for numbers.</param>
public sealed record Pieces(ImmutableArray<double> Cuts, ImmutableArray<string> Words)
{
    public bool IsNumeric => Words.IsEmpty;

    public int Count => IsNumeric ? Cuts.Length + 1 : Words.Length;

    internal static Pieces Of(Axis axis) => new(axis.Cuts, axis.Words);

    internal Axis On(string column) => new(column, Cuts, Words);
}
