using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning.Fitting;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Terms;

/// <summary>A value for each word of a column, and one for rows that have none.</summary>
internal sealed class WordsTerm(string column, ImmutableArray<string> labels) : Term
{
    public string Column => column;

    public ImmutableArray<string> Labels => labels;

    /// <summary>The parameter of rows without a word.</summary>
    public int Missing => labels.Length;

    public override int Touched => 1;

    public override int Size => labels.Length + 1;

    public static WordsTerm Of(ObservedColumn.Categorical column) =>
        new(column.Name, column.Labels) { Penalties = [Penalty.Ridge(Enumerable.Range(0, column.Labels.Length + 1))] };

    public override void Write(Observations table, Touch[] rows, int offset, int stride)
    {
        var codes = ((ObservedColumn.Categorical)table[column]).Codes;
        for (var row = 0; row < codes.Length; row++)
        {
            rows[offset + (row * stride)] = new Touch(codes[row] < 0 ? Missing : codes[row], 1);
        }
    }
}
