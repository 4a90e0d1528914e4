using Mainstay.Sources.Files.Blocks;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>
/// Reads CSV (RFC 4180, UTF-8) row by row and never lets one bad row take its neighbours with it.
/// </summary>
/// <remarks>
/// Own code, because the line a row starts on, the bytes that are not UTF-8 and above all the way back after a quote that
/// was never closed are not to be had from a reader of decoded text. Such a row is given up with its first physical line,
/// and reading goes on with the next.
/// </remarks>
internal sealed class CsvRows : SourceRows
{
    private readonly CsvScanner _scanner;
    private readonly char _delimiter;
    private int[] _slotOfColumn = [];
    private CsvRowScan? _scan;

    private CsvRows(CsvBuffer buffer, char delimiter)
        : base(buffer)
    {
        _delimiter = delimiter;
        _scanner = new CsvScanner((byte)delimiter);
    }

    /// <summary>The column names in file order, trimmed.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];

    public override bool IsRowALine => false;

    protected override IRowScan Scan => _scan!;

    /// <summary>Takes the stream over, also when it throws.</summary>
    /// <exception cref="UnreadableFileException">The file has no usable header.</exception>
    public static async Task<CsvRows> OpenAsync(Stream stream, char delimiter, CancellationToken cancellationToken)
    {
        var rows = new CsvRows(new CsvBuffer(stream), delimiter);
        try
        {
            await rows.Rest.StartAsync("CSV", cancellationToken);
            await rows.ReadHeaderAsync(cancellationToken);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public override Dictionary<string, int> Bind(FileMapping file, bool withOthers)
    {
        var (ofColumn, ofName) = HeaderMatch.Slots(file, Header);
        for (var column = 0; withOthers && column < ofColumn.Length; column++)
        {
            if (ofColumn[column] < 0 && ofName.TryAdd(Header[column], ofName.Count))
            {
                ofColumn[column] = ofName[Header[column]];
            }
        }

        Select(ofColumn);

        // In the order of the file, so that a row can be written again as it was.
        return withOthers ? Header.Distinct(StringComparer.Ordinal).ToDictionary(column => column, column => ofName[column], StringComparer.Ordinal) : ofName;
    }

    /// <summary>Says which slot the cell of each column goes to; -1 for columns that nobody wants.</summary>
    public void Select(int[] slotOfColumn) => (_slotOfColumn, _scan) = (slotOfColumn, new CsvRowScan(_scanner, Header, slotOfColumn));

    public override IRowScan NewScan() => new CsvRowScan(new CsvScanner((byte)_delimiter), Header, _slotOfColumn);

    public override IBlockRows NewBlockRows() => new BlockRows((byte)_delimiter, _slotOfColumn);

    private async Task ReadHeaderAsync(CancellationToken cancellationToken)
    {
        CsvOutcome outcome;
        while ((outcome = _scanner.Scan(Rest.Bytes, Rest.IsComplete)) == CsvOutcome.NeedsMore)
        {
            await Rest.FillAsync(cancellationToken);
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
        _scanner.Take(Rest.Bytes, slots, Line, header);
        Header = [.. slots.Select(slot => HeaderCell(header, slot))];
        Advance(_scanner.Length);
    }

    private static string HeaderCell(Row header, int slot) => header.StateOf(slot) == CellState.Read
        ? header[slot].Contains('\r')
            ? throw new UnreadableFileException("Lines end with CR alone. Save the file with LF or CRLF line ends.")
            : header[slot].ToString()
        : throw new UnreadableFileException("The header line is not UTF-8 text. Save the file as UTF-8.");
}
