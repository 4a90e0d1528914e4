using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning.Terms;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Pairs;

/// <summary>Which two columns together say most of what their sum leaves over.</summary>
internal sealed class PairSearch
{
    private const int Pieces = 16;

    private readonly ImmutableArray<(string Name, int[] PieceOf, int Pieces)> _columns;

    /// <param name="columns">Those that may be in a pair, the one to be scored first: see <see cref="Candidates"/>.</param>
    public PairSearch(Observations table, ImmutableArray<string> columns) =>
        _columns = [.. columns.Select(name => Axis.Of(table[name], Pieces)).Select(axis => (axis.Column, axis.Of(table), axis.Pieces + 1))];

    /// <summary>How many pairs there are.</summary>
    public int Count => _columns.Length * (_columns.Length - 1) / 2;

    /// <summary>
    /// Columns that can be in a pair, numbers of many values first: of two the earlier is scored and the later chooses the curve.
    /// Of words only those with few, as each is a curve.
    /// </summary>
    public static ImmutableArray<string> Candidates(Observations table, int mostWords) =>
    [
        .. table.Columns.Select(column => (column.Name, Values: column is ObservedColumn.Numeric n ? n.Values.Distinct().Count() : 0, Words: (column as ObservedColumn.Categorical)?.Labels.Length ?? 0))
            .Where(c => c.Values > 1 || (c.Words > 1 && c.Words <= mostWords))
            .OrderByDescending(c => c.Values).ThenByDescending(c => c.Words).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => c.Name),
    ];

    /// <summary>All pairs, the most promising first.</summary>
    public IReadOnlyList<(string First, string Other)> Of(Residuals residuals)
    {
        var found = new List<(double Gain, string First, string Other)>(Count);
        for (var i = 0; i < _columns.Length; i++)
        {
            for (var j = i + 1; j < _columns.Length; j++)
            {
                var (a, b) = (_columns[i], _columns[j]);
                found.Add((residuals.Over(a.PieceOf, a.Pieces, b.PieceOf, b.Pieces).BestCrossing(), a.Name, b.Name));
            }
        }

        return [.. found.OrderByDescending(f => f.Gain).ThenBy(f => f.First, StringComparer.Ordinal).ThenBy(f => f.Other, StringComparer.Ordinal).Select(f => (f.First, f.Other))];
    }
}
