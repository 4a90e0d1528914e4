using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.JsonLines;

/// <summary>Lines that hold one JSON object each.</summary>
internal sealed class JsonRowScan(JsonScanner scanner, int slots) : IRowScan
{
    private readonly JsonText _text = new();

    public int Length { get; private set; }

    public int Next(ReadOnlySpan<byte> bytes, bool isComplete) =>
        bytes.IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : isComplete && bytes.Length > 0 ? bytes.Length : -1;

    public RowOutcome Read(ReadOnlySpan<byte> bytes, bool isComplete, long line, Row row)
    {
        // No further than a line may reach, so that what is said does not depend on how much was read ahead.
        var end = bytes[..Math.Min(bytes.Length, JsonScanner.LongestLine + 1)].IndexOf((byte)'\n');
        if (end < 0 && bytes.Length > JsonScanner.LongestLine)
        {
            scanner.ScanBeginning(bytes[..JsonScanner.LongestLine]);
            return Defect(bytes[..JsonScanner.LongestLine], line, row);
        }

        if (end < 0 && !isComplete)
        {
            return RowOutcome.NeedsMore;
        }

        if (bytes.IsEmpty)
        {
            return RowOutcome.End;
        }

        Length = end < 0 ? bytes.Length : end + 1;
        var text = end < 0 ? bytes : bytes[..end];
        if (IsBlank(text))
        {
            return RowOutcome.Blank;
        }

        if (!scanner.Scan(text))
        {
            return Defect(text, line, row);
        }

        row.Start(line);
        for (var slot = 0; slot < slots; slot++)
        {
            _text.Set(row, slot, text, scanner.CellAt(slot));
        }

        return RowOutcome.Whole;
    }

    public static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;

    private RowOutcome Defect(ReadOnlySpan<byte> text, long line, Row row)
    {
        row.Start(line);
        for (var slot = 0; slot < slots; slot++)
        {
            if (scanner.IsTaken(slot))
            {
                _text.Set(row, slot, text, scanner.CellAt(slot));
            }
        }

        row.Defect = new RowDefect(scanner.DefectColumn, Row.Show(text[scanner.DefectAt..].TrimEnd((byte)'\r')), scanner.Expected!);
        return RowOutcome.Defect;
    }
}
