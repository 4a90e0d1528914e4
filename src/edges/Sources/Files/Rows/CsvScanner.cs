namespace Mainstay.Sources.Files.Rows;

internal enum CsvOutcome
{
    /// <summary>A whole row.</summary>
    Row,

    /// <summary>The row may go on beyond the bytes.</summary>
    NeedsMore,

    /// <summary>The row cannot be read; <see cref="CsvScanner.Expected"/> says why.</summary>
    Broken,

    /// <summary>No bytes are left.</summary>
    End,
}

/// <summary>Finds the cells of the row that some bytes begin with.</summary>
/// <remarks>
/// A quote opens a quoted cell only as its first byte; elsewhere (<c>5" pipe</c>) it stands for itself. Bytes of UTF-8
/// beyond ASCII never look like a delimiter, quote or line end, so nothing is decoded here.
/// </remarks>
internal sealed class CsvScanner(byte delimiter)
{
    public const int MostCells = 500;
    public const int LongestCell = 64 * 1024;
    public const int LongestRow = 1024 * 1024;

    private readonly (int Start, int Length, bool HasDoubledQuotes)[] _cells = new (int, int, bool)[MostCells];

    /// <summary>Cells read, whole ones only; those beyond <see cref="MostCells"/> are counted and not kept.</summary>
    public int Cells { get; private set; }

    /// <summary>Bytes of the row with its line end.</summary>
    public int Length { get; private set; }

    /// <summary>Every cell is empty or white space, as in the lines that spreadsheets leave behind.</summary>
    public bool IsBlank { get; private set; }

    public int DefectAt { get; private set; }

    public string? Expected { get; private set; }

    public (int Start, int Length, bool HasDoubledQuotes) CellAt(int column) => _cells[column];

    /// <summary>Puts the cells found into their slots; -1 is none.</summary>
    public void Take(ReadOnlySpan<byte> bytes, int[] slots, long line, Row row)
    {
        row.Start(line);
        for (var column = 0; column < Math.Min(Cells, slots.Length); column++)
        {
            if (slots[column] is >= 0 and var slot)
            {
                var (start, length, hasDoubledQuotes) = _cells[column];
                row.Set(slot, bytes.Slice(start, length), hasDoubledQuotes);
            }
        }
    }

    public CsvOutcome Scan(ReadOnlySpan<byte> bytes, bool isComplete)
    {
        (Cells, Length, IsBlank, Expected) = (0, 0, true, null);
        if (bytes.IsEmpty)
        {
            return isComplete ? CsvOutcome.End : CsvOutcome.NeedsMore;
        }

        for (var at = 0; ;)
        {
            if (at > LongestRow)
            {
                return Break(0, $"a row of at most {LongestRow / 1024} KB");
            }

            if (at == bytes.Length && !isComplete)
            {
                return CsvOutcome.NeedsMore;
            }

            var isQuoted = at < bytes.Length && bytes[at] == '"';
            var outcome = isQuoted ? Quoted(bytes, isComplete, at, out var end) : Plain(bytes, isComplete, at, out end);
            if (outcome != CsvOutcome.Row)
            {
                return outcome;
            }

            if (end == bytes.Length || bytes[end] != delimiter)
            {
                Length = Math.Min(bytes.Length, end + (end < bytes.Length && bytes[end] == '\r' ? 2 : 1));
                return CsvOutcome.Row;
            }

            at = end + 1;
        }
    }

    // Both leave 'end' at the delimiter, at the line end or at the end of the bytes.
    private CsvOutcome Plain(ReadOnlySpan<byte> bytes, bool isComplete, int at, out int end)
    {
        var length = bytes[at..].IndexOfAny(delimiter, (byte)'\n');
        var isOpen = length < 0;
        length = isOpen ? bytes.Length - at : length;
        end = at + length;
        if (length > LongestCell)
        {
            return Break(at, TooLong);
        }

        if (isOpen && !isComplete)
        {
            return CsvOutcome.NeedsMore;
        }

        if (length > 0 && bytes[end - 1] == '\r' && (isOpen || bytes[end] == '\n'))
        {
            end--;
        }

        Keep(bytes, at, end - at, hasDoubledQuotes: false);
        return CsvOutcome.Row;
    }

    private CsvOutcome Quoted(ReadOnlySpan<byte> bytes, bool isComplete, int at, out int end)
    {
        var hasDoubledQuotes = false;
        for (var from = end = at + 1; ;)
        {
            // No further than a cell may reach, so that what is said does not depend on how much was read ahead.
            var found = bytes[from..Math.Max(from, Math.Min(bytes.Length, at + LongestCell + 1))].IndexOf((byte)'"');
            var quote = from + found;
            if (found < 0 || (quote + 1 == bytes.Length && !isComplete))
            {
                return bytes.Length - at > LongestCell ? Break(at, $"{ClosingQuote} within {LongestCell / 1024} KB")
                    : isComplete ? Break(at, ClosingQuote)
                    : CsvOutcome.NeedsMore;
            }

            if (quote + 1 < bytes.Length && bytes[quote + 1] == '"')
            {
                (hasDoubledQuotes, from) = (true, quote + 2);
                continue;
            }

            end = quote + 1;
            if (end - at > LongestCell)
            {
                return Break(at, TooLong);
            }

            if (end + 1 == bytes.Length && bytes[end] == '\r' && !isComplete)
            {
                return CsvOutcome.NeedsMore;
            }

            if (!IsEnd(bytes, end))
            {
                return Break(at, "a delimiter or the end of the line after the closing quote");
            }

            Keep(bytes, at + 1, quote - at - 1, hasDoubledQuotes);
            return CsvOutcome.Row;
        }
    }

    private const string ClosingQuote = "a closing quote";

    private static string TooLong => $"a cell of at most {LongestCell / 1024} KB";

    private bool IsEnd(ReadOnlySpan<byte> bytes, int at) =>
        at == bytes.Length || bytes[at] == delimiter || bytes[at] == '\n'
        || (bytes[at] == '\r' && (at + 1 == bytes.Length || bytes[at + 1] == '\n'));

    private void Keep(ReadOnlySpan<byte> bytes, int start, int length, bool hasDoubledQuotes)
    {
        IsBlank = IsBlank && bytes.Slice(start, length).IndexOfAnyExcept((byte)' ', (byte)'\t') < 0;
        if (Cells < MostCells)
        {
            _cells[Cells] = (start, length, hasDoubledQuotes);
        }

        Cells++;
    }

    private CsvOutcome Break(int at, string expected)
    {
        (DefectAt, Expected) = (at, expected);
        return CsvOutcome.Broken;
    }
}
