using System.Collections.Immutable;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Terms;

/// <summary>One side of a pair: a column in a few pieces.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Cuts">Of numbers: where a piece begins (inclusive), ascending; the first piece begins nowhere. Empty for words.</param>
/// <param name="Words">Of words: each is a piece. Empty for numbers.</param>
internal sealed record Axis(string Column, ImmutableArray<double> Cuts, ImmutableArray<string> Words)
{
    public bool IsNumeric => Words.IsEmpty;

    /// <summary>How many pieces there are, not counting the rows without a value.</summary>
    public int Pieces => IsNumeric ? Cuts.Length + 1 : Words.Length;

    /// <summary>The column in pieces of about equally many rows; each value its own piece where there are no more.</summary>
    public static Axis Of(ObservedColumn column, int pieces) => column switch
    {
        ObservedColumn.Numeric n => new Axis(n.Name, Quantiles.Cuts(n.Values, pieces), []),
        ObservedColumn.Categorical c => new Axis(c.Name, [], c.Labels),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The piece of each row, from 0; <see cref="Pieces"/> is a row without a value.</summary>
    public int[] Of(Observations table)
    {
        var of = new int[table.Rows];
        if (table[Column] is ObservedColumn.Categorical { Codes: var codes })
        {
            for (var row = 0; row < of.Length; row++)
            {
                of[row] = codes[row] < 0 ? Pieces : codes[row];
            }

            return of;
        }

        var values = ((ObservedColumn.Numeric)table[Column]).Values;
        for (var row = 0; row < of.Length; row++)
        {
            var at = Cuts.BinarySearch(values[row]);
            of[row] = double.IsNaN(values[row]) ? Pieces : at >= 0 ? at + 1 : ~at;
        }

        return of;
    }
}
