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
    private RowScan? _scan;
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
    public void Select(int[] slotOfColumn) => _scan = new RowScan(_scanner, Header, slotOfColumn);

    /// <summary>The physical line that the next row starts on.</summary>
    public long Line => _line;

    /// <summary>What is left behind the last row read.</summary>
    public CsvBuffer Rest => _buffer;

    /// <summary>Reads the next row that is not blank; false at the end of the file.</summary>
    public async ValueTask<bool> NextAsync(Row row, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (_scan!.Read(_buffer.Bytes, _buffer.IsComplete, _line, row))
            {
                case RowOutcome.NeedsMore:
                    await _buffer.FillAsync(cancellationToken);
                    break;
                case RowOutcome.End:
                    return false;
                case RowOutcome.Blank:
                    Advance(_scan.Length);
                    break;
                case RowOutcome.Whole:
                    Advance(_scan.Length);
                    return true;
                case RowOutcome.Defect:
                    await SkipLineAsync(cancellationToken);
                    return true;
            }
        }
    }

    public void Dispose() => _buffer.Dispose();

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
        int[] slots = [.. Enumerable.Range(0, _scanner.Cells)];
        _scanner.Take(_buffer.Bytes, slots, _line, header);
        Header = [.. slots.Select(slot => HeaderCell(header, slot))];
        Advance(_scanner.Length);
    }

    private static string HeaderCell(Row header, int slot) => header.StateOf(slot) == CellState.Read
        ? header[slot].Contains('\r')
            ? throw new UnreadableFileException("Lines end with CR alone. Save the file with LF or CRLF line ends.")
            : header[slot].ToString()
        : throw new UnreadableFileException("The header line is not UTF-8 text. Save the file as UTF-8.");
}
