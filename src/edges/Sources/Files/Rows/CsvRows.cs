namespace Mainstay.Sources.Files.Rows;

/// <summary>
/// Reads CSV (RFC 4180, UTF-8) row by row and never lets one bad row take its neighbours with it.
/// </summary>
/// <remarks>
/// Own code, because the line a row starts on, the bytes that are not UTF-8 and above all the way back after a quote that
/// was never closed are not to be had from a reader of decoded text. Such a row is given up with its first physical line,
/// and reading goes on with the next.
/// </remarks>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvBuffer _buffer;
    private readonly CsvScanner _scanner;
    private int[] _slots = [];
    private long _line = 1;

    private CsvRows(CsvBuffer buffer, char delimiter)
    {
        _buffer = buffer;
        _scanner = new CsvScanner((byte)delimiter);
    }

    /// <summary>The column names in file order, trimmed.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    /// <summary>Takes the stream over, also when it throws.</summary>
    /// <exception cref="UnreadableFileException">The file has no usable header.</exception>
    public static async Task<CsvRows> OpenAsync(Stream stream, char delimiter, CancellationToken cancellationToken)
    {
        var rows = new CsvRows(new CsvBuffer(stream), delimiter);
        try
        {
            await rows._buffer.StartAsync(cancellationToken);
            await rows.ReadHeaderAsync(cancellationToken);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Says which slot the cell of each column goes to; -1 for columns that nobody wants.</summary>
    public void Select(int[] slotOfColumn) => _slots = slotOfColumn;

    /// <summary>Reads the next row that is not blank; false at the end of the file.</summary>
    public async ValueTask<bool> NextAsync(Row row, CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = _scanner.Scan(_buffer.Bytes, _buffer.IsComplete);
            switch (outcome)
            {
                case CsvOutcome.NeedsMore:
                    await _buffer.FillAsync(cancellationToken);
                    break;
                case CsvOutcome.End:
                    return false;
                case CsvOutcome.Row when _scanner.IsBlank:
                    Advance(_scanner.Length);
                    break;
                case CsvOutcome.Row when _scanner.Cells == Header.Count:
                    Take(row);
                    Advance(_scanner.Length);
                    return true;
                case CsvOutcome.Row:
                    Take(row);
                    row.Defect = new RowDefect(null, _scanner.Cells == 1 ? "1 cell" : $"{_scanner.Cells} cells", $"{Header.Count} cells, as many as the header has");
                    await SkipLineAsync(cancellationToken);
                    return true;
                case CsvOutcome.Broken:
                    Take(row);
                    row.Defect = DefectHere();
                    await SkipLineAsync(cancellationToken);
                    return true;
            }
        }
    }

    public void Dispose() => _buffer.Dispose();

    private RowDefect DefectHere()
    {
        var column = _scanner.Cells < Header.Count ? Header[_scanner.Cells] : null;
        return new RowDefect(column, Row.Show(_buffer.Bytes[_scanner.DefectAt..]), _scanner.Expected!);
    }

    private void Take(Row row)
    {
        row.Start(_line);
        for (var column = 0; column < Math.Min(_scanner.Cells, _slots.Length); column++)
        {
            if (_slots[column] is >= 0 and var slot)
            {
                var (start, length, hasDoubledQuotes) = _scanner.CellAt(column);
                row.Set(slot, _buffer.Bytes.Slice(start, length), hasDoubledQuotes);
            }
        }
    }

    private void Advance(int length)
    {
        _line += Math.Max(1, _buffer.Bytes[..length].Count((byte)'\n'));
        _buffer.Consume(length);
    }

    private async ValueTask SkipLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = _buffer.Bytes.IndexOf((byte)'\n');
            _buffer.Consume(end < 0 ? _buffer.Bytes.Length : end + 1);
            if (end >= 0 || _buffer.IsComplete)
            {
                _line++;
                return;
            }

            await _buffer.FillAsync(cancellationToken);
        }
    }

    private async Task ReadHeaderAsync(CancellationToken cancellationToken)
    {
        CsvOutcome outcome;
        while ((outcome = _scanner.Scan(_buffer.Bytes, _buffer.IsComplete)) == CsvOutcome.NeedsMore)
        {
            await _buffer.FillAsync(cancellationToken);
        }

        if (outcome == CsvOutcome.Broken)
        {
            throw new UnreadableFileException($"The header line is broken: expected {_scanner.Expected}.");
        }

        if (outcome == CsvOutcome.End || _scanner.IsBlank)
        {
            throw new UnreadableFileException("The file is empty. Expected a first line with the names of the columns.");
        }

        if (_scanner.Cells > CsvScanner.MostCells)
        {
            throw new UnreadableFileException($"The header has {_scanner.Cells} columns. At most {CsvScanner.MostCells} are allowed.");
        }

        var header = new Row(_scanner.Cells);
        _slots = [.. Enumerable.Range(0, _scanner.Cells)];
        Take(header);
        Header = [.. _slots.Select(slot => HeaderCell(header, slot))];
        Advance(_scanner.Length);
    }

    private static string HeaderCell(Row header, int slot) => header.StateOf(slot) == CellState.Read
        ? header[slot].Contains('\r')
            ? throw new UnreadableFileException("Lines end with CR alone. Save the file with LF or CRLF line ends.")
            : header[slot].ToString()
        : throw new UnreadableFileException("The header line is not UTF-8 text. Save the file as UTF-8.");
}
