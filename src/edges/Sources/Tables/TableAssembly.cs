using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Sources.Tables;

/// <summary>Makes a table to learn from of the cells of a file.</summary>
internal static class TableAssembly
{
    /// <param name="lines">The physical line of each row.</param>
    public static TableResult Of(string file, TableCells[] cells, List<long> lines, TableRejections rejected, TableQuestion question)
    {
        TableCells? Cells(string? name) => Array.Find(cells, c => string.Equals(c.Name, name, StringComparison.Ordinal));
        if (lines.Count == 0)
        {
            return new TableResult { Errors = [$"{file}: there is no row below the header."], Rejected = rejected.Examples, RejectedRows = rejected.Rows };
        }

        var (outcomes, error) = OutcomeChoice.Of(Cells(question.OutcomeColumn)!, question.OutcomeValue);
        if (error is not null)
        {
            return new TableResult { Errors = [$"{file}: {error}."], Rejected = rejected.Examples, RejectedRows = rejected.Rows };
        }

        int[] kept = [.. Enumerable.Range(0, lines.Count).Where(row => outcomes[row] is not null)];
        ImmutableArray<string> Ids(TableCells? column) =>
            [.. kept.Select(row => column?.TextAt(row) ?? string.Create(CultureInfo.InvariantCulture, $"line {lines[row]}"))];
        var accounts = Ids(Cells(question.IdColumn));
        var (columns, dropped) = Columns(cells, kept, lines, rejected, question);
        return new TableResult
        {
            Table = new Observations(
                accounts,
                [.. kept.Select(row => outcomes[row]!.Value)],
                columns,
                question.GroupColumn is null ? accounts : Ids(Cells(question.GroupColumn))),
            Dropped = dropped,
            Rejected = rejected.Examples,
            RejectedRows = rejected.Rows,
            RejectedCells = rejected.Cells,
            WithoutOutcome = lines.Count - kept.Length,
        };
    }

    private static (ImmutableArray<ObservedColumn> Columns, ImmutableArray<DroppedColumn> Dropped) Columns(
        TableCells[] cells, int[] kept, List<long> lines, TableRejections rejected, TableQuestion question)
    {
        var columns = ImmutableArray.CreateBuilder<ObservedColumn>();
        var dropped = ImmutableArray.CreateBuilder<DroppedColumn>();
        if (question.Like is { } like)
        {
            foreach (var known in like.Columns)
            {
                var column = Array.Find(cells, c => string.Equals(c.Name, known.Name, StringComparison.Ordinal))!;
                columns.Add(ColumnChoice.Like(known, column, kept, row => rejected.AddCell(lines[row], known.Name, column.TextAt(row)!)));
            }

            return (columns.ToImmutable(), []);
        }

        string?[] asked = [question.OutcomeColumn, question.IdColumn, question.GroupColumn];
        foreach (var column in cells.Where(c => !asked.Contains(c.Name, StringComparer.Ordinal)))
        {
            var (chosen, reason) = question.Excluded.Contains(column.Name, StringComparer.Ordinal)
                ? (null, "it was excluded")
                : ColumnChoice.Of(column, kept, row => rejected.AddCell(lines[row], column.Name, column.TextAt(row)!));
            if (chosen is not null)
            {
                columns.Add(chosen);
            }
            else
            {
                dropped.Add(new DroppedColumn(column.Name, reason!));
            }
        }

        return (columns.ToImmutable(), dropped.ToImmutable());
    }
}
