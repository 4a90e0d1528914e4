using System.Collections.Immutable;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Totals;

/// <summary>Columns that say more added up: four charges of a telephone bill are one bill.</summary>
/// <param name="Columns">At least two columns of numbers.</param>
public sealed record Total(ImmutableArray<string> Columns)
{
    /// <summary>As a column: what is added.</summary>
    public string Name { get; } = string.Join(" + ", Columns);

    /// <summary>Words that the columns share, in the order of the first: what they are the total of.</summary>
    public ImmutableArray<string> Shared => [.. ColumnWords.Of(Columns[0]).Where(word => Columns.All(c => ColumnWords.Of(c).Contains(word, StringComparer.Ordinal)))];

    /// <summary>The sum of those that a row has; 0 where it has none, as a sum over facts has it.</summary>
    /// <param name="table">With all of the columns.</param>
    public ObservedColumn.Numeric Of(Observations table)
    {
        var parts = Columns.Select(column => ((ObservedColumn.Numeric)table[column]).Values).ToArray();
        return new ObservedColumn.Numeric(Name, [.. Enumerable.Range(0, table.Rows).Select(row => parts.Where(p => !double.IsNaN(p[row])).Sum(p => p[row]))]);
    }

    /// <summary>A table with columns for totals, behind its own.</summary>
    public static Observations Added(Observations table, ImmutableArray<Total> totals) =>
        totals.IsEmpty ? table : table.With([.. table.Columns, .. totals.Select(total => total.Of(table))]);
}
