using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Tables;

/// <summary>Reads a file with one row per customer, plain or compressed, as a table to learn from.</summary>
public static class TableFile
{
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<TableResult> ReadAsync(string path, TableQuestion question, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(path))
        {
            return Failed($"There is no file '{path}'.");
        }

        try
        {
            var delimiter = question.Delimiter ?? await DelimiterAsync(path, cancellationToken);
            using var rows = await CsvRows.OpenAsync(SourceFile.Open(path, out _), delimiter, cancellationToken);
            var errors = HeaderErrors(rows.Header, question).Select(e => $"{path}:1: {e}").ToImmutableArray();
            return errors.IsEmpty ? await ReadAsync(Path.GetFileName(path), rows, delimiter, question, cancellationToken) : new TableResult { Errors = errors };
        }
        catch (Exception e) when (e is UnreadableFileException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return Failed($"{path}: {e.Message}");
        }
    }

    private static async Task<TableResult> ReadAsync(string file, CsvRows rows, char delimiter, TableQuestion question, CancellationToken cancellationToken)
    {
        var cells = rows.Header.Select(name => new TableCells(name, decimalComma: delimiter != ',')).ToArray();
        var lines = new List<long>();
        var rejected = new TableRejections(file);
        rows.Select([.. Enumerable.Range(0, cells.Length)]);
        var row = new Row(cells.Length);
        while (await rows.NextAsync(row, cancellationToken))
        {
            if (Defect(row, rows.Header) is { } defect)
            {
                rejected.AddRow(row.Line, defect);
                continue;
            }

            lines.Add(row.Line);
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column].Add(row[column]);
            }
        }

        return TableAssembly.Of(file, cells, lines, rejected, question);
    }

    private static RowDefect? Defect(Row row, IReadOnlyList<string> header)
    {
        if (row.Defect is { } defect)
        {
            return defect;
        }

        for (var column = 0; column < header.Count; column++)
        {
            if (row.StateOf(column) != CellState.Read)
            {
                return new RowDefect(header[column], Shortened.Of(row[column]), "UTF-8 text");
            }
        }

        return null;
    }

    private static IEnumerable<string> HeaderErrors(IReadOnlyList<string> header, TableQuestion question)
    {
        foreach (var twice in header.GroupBy(name => name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return twice.Key.Length == 0
                ? $"{twice.Count()} columns have no name. Give each a name of its own."
                : $"the column '{twice.Key}' comes {twice.Count()} times. Give each a name of its own.";
        }

        string?[] asked = [question.OutcomeColumn, question.IdColumn, question.GroupColumn, .. question.Excluded, .. question.Like?.Columns.Select(c => c.Name) ?? []];
        foreach (var name in asked.OfType<string>().Distinct(StringComparer.Ordinal).Where(name => !header.Contains(name, StringComparer.Ordinal)))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"there is no column '{name}'. The columns are {string.Join(", ", header)}.");
        }
    }

    private static async Task<char> DelimiterAsync(string path, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(SourceFile.Open(path, out _));
        var header = await reader.ReadLineAsync(cancellationToken) ?? "";
        return ",;\t|".MaxBy(delimiter => header.Count(c => c == delimiter));
    }

    private static TableResult Failed(string error) => new() { Errors = [error] };
}
