using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Core.Calibration.Splitting;

namespace Mainstay.Bench.Calibration;

/// <summary>Tables and folds as files, so that other learners are judged on the same rows.</summary>
internal static class FoldFiles
{
    /// <summary>Numbers are columns <c>n:name</c>, words <c>w:name</c>; the outcome is the last column, 0 or 1.</summary>
    public static void Write(string folder, string name, Observations table, ImmutableArray<Fold> folds)
    {
        using (var rows = new StreamWriter(Path.Combine(folder, $"{name}.tsv")))
        {
            rows.Write(string.Join('\t', table.Columns.Select(c => (c is ObservedColumn.Numeric ? "n:" : "w:") + c.Name).Append("outcome")) + "\n");
            for (var row = 0; row < table.Rows; row++)
            {
                rows.Write(string.Join('\t', table.Columns.Select(c => Cell(c, row)).Append(table.Outcomes[row] ? "1" : "0")) + "\n");
            }
        }

        using var parts = new StreamWriter(Path.Combine(folder, $"{name}.folds.tsv"));
        foreach (var fold in folds)
        {
            parts.Write(string.Join('\t', fold.Test) + "\n");
        }
    }

    /// <summary>Where a column has at most four values they are words to other learners, whose lines could not say each.</summary>
    public static ObservedColumn WordsWhereFew(ObservedColumn column)
    {
        if (column is not ObservedColumn.Numeric { Values: var values } || values.Where(v => !double.IsNaN(v)).Distinct().Order().ToArray() is not { Length: <= 4 } few)
        {
            return column;
        }

        return new ObservedColumn.Categorical(
            column.Name, [.. values.Select(v => Array.IndexOf(few, v))], [.. few.Select(v => v.ToString("R", CultureInfo.InvariantCulture))]);
    }

    private static string Cell(ObservedColumn column, int row) => column.IsMissing(row) ? "" : column switch
    {
        ObservedColumn.Numeric n => n.Values[row].ToString("R", CultureInfo.InvariantCulture),
        ObservedColumn.Categorical c => c.Labels[c.Codes[row]],
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
