using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Sources.Tables;

/// <summary>Decides what a column of a file is: numbers, words, or nothing to learn from.</summary>
internal static class ColumnChoice
{
    /// <summary>More words than this are no categories.</summary>
    private const int MostWords = 100;

    /// <summary>A column of numbers with a slip here and there has at least this share of numbers and as many different ones.</summary>
    private const double MostlyNumbers = 0.9;
    private const int FewestNumbers = 20;

    /// <param name="cells">Of the whole file.</param>
    /// <param name="rows">Those that are kept.</param>
    /// <param name="wrong">Told of each kept row whose cell should be a number.</param>
    /// <returns>Either the column or the reason why there is none.</returns>
    public static (ObservedColumn? Column, string? Reason) Of(TableCells cells, IReadOnlyList<int> rows, Action<int> wrong)
    {
        var filled = rows.Where(row => !cells.IsBlank(row)).ToArray();
        if (filled.Length == 0)
        {
            return (null, "it is empty");
        }

        var numbers = filled.Where(cells.IsNumber).Select(cells.NumberAt).ToArray();
        var different = numbers.Distinct().Count();
        var texts = filled.Where(row => !cells.IsNumber(row)).Select(cells.TextAt).Distinct(StringComparer.Ordinal).ToArray();
        if (numbers.Length > 0 && (texts.All(t => TableNumber.IsMissing(t!)) || (numbers.Length >= MostlyNumbers * filled.Length && different >= FewestNumbers)))
        {
            return Numbers(cells, rows, numbers, different, wrong);
        }

        return Words(cells, rows, filled);
    }

    /// <summary>The column as another table has it.</summary>
    public static ObservedColumn Like(ObservedColumn known, TableCells cells, IReadOnlyList<int> rows, Action<int> wrong) => known switch
    {
        ObservedColumn.Numeric => NumericOf(cells, rows, wrong),
        ObservedColumn.Categorical c => CategoricalOf(cells, rows).By(c.Labels),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static (ObservedColumn? Column, string? Reason) Numbers(TableCells cells, IReadOnlyList<int> rows, double[] numbers, int different, Action<int> wrong)
    {
        if (different == 1 && numbers.Length == rows.Count)
        {
            return (null, $"every row has {numbers[0].ToString(CultureInfo.InvariantCulture)}");
        }

        if (numbers.Length == rows.Count && different == rows.Count && Array.TrueForAll(numbers, double.IsInteger)
            && (IsNamedId(cells.Name) || (different > FewestNumbers && numbers.Max() - numbers.Min() == different - 1)))
        {
            return (null, "it is an id: every row has another whole number");
        }

        return (NumericOf(cells, rows, wrong), null);
    }

    private static (ObservedColumn? Column, string? Reason) Words(TableCells cells, IReadOnlyList<int> rows, int[] filled)
    {
        var column = CategoricalOf(cells, rows);
        var words = column.Labels.Length;
        return words == 1 && filled.Length == rows.Count ? (null, $"every row has '{column.Labels[0]}'")
            : words > 10 && words == filled.Length ? (null, "it is an id or a text: every row has another word")
            : column.Labels.All(IsDate) ? (null, "it holds dates, and a table without an asOf day cannot tell how long ago they are")
            : words > MostWords || (words > 10 && words > rows.Count / 10) ? (null, $"it has {words} different words, too many to be categories")
            : (column, null);
    }

    private static ObservedColumn.Numeric NumericOf(TableCells cells, IReadOnlyList<int> rows, Action<int> wrong)
    {
        var values = new double[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = cells.NumberAt(rows[i]);
            if (double.IsNaN(values[i]) && cells.TextAt(rows[i]) is { } text && !TableNumber.IsMissing(text))
            {
                wrong(rows[i]);
            }
        }

        return new ObservedColumn.Numeric(cells.Name, ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    private static ObservedColumn.Categorical CategoricalOf(TableCells cells, IReadOnlyList<int> rows)
    {
        var texts = rows.Select(cells.TextAt).ToArray();
        ImmutableArray<string> labels = [.. texts.Where(t => t is not null).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)!];
        var places = labels.Select((label, place) => (label, place)).ToDictionary(l => l.label, l => l.place, StringComparer.Ordinal);
        return new ObservedColumn.Categorical(cells.Name, [.. texts.Select(t => t is null ? ObservedColumn.Categorical.Missing : places[t])], labels);
    }

    private static bool IsNamedId(string name) =>
        name.EndsWith("id", StringComparison.OrdinalIgnoreCase) && (name.Length == 2 || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("ID", StringComparison.Ordinal) || !char.IsLetter(name[^3]));

    private static bool IsDate(string text) =>
        text.Length >= 10 && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
