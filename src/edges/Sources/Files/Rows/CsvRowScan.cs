namespace Mainstay.Sources.Files.Rows;

/// <summary>Rows of cells, as many as the header has.</summary>
internal sealed class CsvRowScan(CsvScanner scanner, IReadOnlyList<string> header, int[] slots) : IRowScan
{
    public int Length => scanner.Length;

    public int Next(ReadOnlySpan<byte> bytes, bool isComplete) =>
        scanner.Scan(bytes, isComplete) switch
        {
            CsvOutcome.NeedsMore or CsvOutcome.End => -1,
            CsvOutcome.Row when scanner.IsBlank || scanner.Cells == header.Count => scanner.Length,
            CsvOutcome.Row or CsvOutcome.Broken => bytes.IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : isComplete ? bytes.Length : -1,
        };

    public RowOutcome Read(ReadOnlySpan<byte> bytes, bool isComplete, long line, Row row)
    {
        switch (scanner.Scan(bytes, isComplete))
        {
            case CsvOutcome.NeedsMore:
                return RowOutcome.NeedsMore;
            case CsvOutcome.End:
                return RowOutcome.End;
            case CsvOutcome.Row when scanner.IsBlank:
                return RowOutcome.Blank;
            case CsvOutcome.Row when scanner.Cells == header.Count:
                scanner.Take(bytes, slots, line, row);
                return RowOutcome.Whole;
            case CsvOutcome.Row:
                scanner.Take(bytes, slots, line, row);
                row.Defect = new RowDefect(null, scanner.Cells == 1 ? "1 cell" : $"{scanner.Cells} cells", $"{header.Count} cells, as many as the header has");
                return RowOutcome.Defect;
            case CsvOutcome.Broken:
                scanner.Take(bytes, slots, line, row);
                var column = scanner.Cells < header.Count ? header[scanner.Cells] : null;
                row.Defect = new RowDefect(column, Row.Show(bytes[scanner.DefectAt..]), scanner.Expected!);
                return RowOutcome.Defect;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
