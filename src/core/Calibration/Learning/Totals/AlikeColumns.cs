using System.Collections.Immutable;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Totals;

/// <summary>
/// Which columns might be added up. A name is the only thing that says what a number is a number of: those that begin or end with the
/// same word are taken for parts of one whole, as day_charge and night_charge are.
/// </summary>
internal static class AlikeColumns
{
    // More parts than a person would read out.
    private const int MostParts = 6;

    /// <summary>Each total once, in the order of the columns. Columns with a missing value are no parts: their sum would be another thing where they are.</summary>
    public static ImmutableArray<Total> Of(Observations table)
    {
        var columns = table.Columns.OfType<ObservedColumn.Numeric>().Where(c => !c.Values.Any(double.IsNaN))
            .Select(c => (c.Name, Words: ColumnWords.Of(c.Name))).Where(c => !c.Words.IsEmpty).ToArray();
        return
        [
            .. columns.GroupBy(c => $"{c.Words[0]} … {c.Words[^1]}", StringComparer.Ordinal)
                .Concat(columns.GroupBy(c => c.Words[^1], StringComparer.Ordinal))
                .Concat(columns.GroupBy(c => c.Words[0], StringComparer.Ordinal))
                .Select(alike => new Total([.. alike.Select(c => c.Name)]))
                .Where(total => total.Columns.Length is > 1 and <= MostParts)
                .DistinctBy(total => total.Name, StringComparer.Ordinal),
        ];
    }
}
