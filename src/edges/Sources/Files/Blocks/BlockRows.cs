using System.Runtime.CompilerServices;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>Hands out the rows of CSV.</summary>
internal sealed class BlockRows(byte delimiter, int[] slotOfColumn) : IBlockRows
{
    private readonly Structure _structure = new();
    private readonly CsvScanner _scanner = new(delimiter);
    private Block _block = new();
    private int _at;
    private int _next;
    private int _line;

    /// <summary>Rows that have another number of cells, or are broken or too long. Some may prove blank.</summary>
    public List<int> Odd { get; } = [];

    public void Start(Block block)
    {
        (_block, _at, _next, _line) = (block, 0, 0, 0);
        if (!block.HasQuotes)
        {
            _structure.Find(block.Rows, delimiter);
        }
    }

    public bool Next(RowBatch batch)
    {
        batch.Count = 0;
        Odd.Clear();
        if (_at >= _block.End)
        {
            return false;
        }

        if (_block.HasQuotes)
        {
            Scan(batch);
        }
        else
        {
            Take(batch);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(RowBatch batch)
    {
        var bytes = _block.Rows;
        var at = _structure.At;
        var lineEnds = _structure.LineEnds;
        var cells = slotOfColumn.Length;
        Span<int> firsts = stackalloc int[RowBatch.Size];
        for (; batch.Count < RowBatch.Size && Odd.Count < RowBatch.Size && _line < lineEnds.Length; _line++)
        {
            var (start, last) = (_at, lineEnds[_line]);
            var isWhole = last - _next == cells - 1;
            var end = at[last];
            if (isWhole && end - start <= CsvScanner.LongestCell)
            {
                if ((bytes[start] > ' ' && bytes[start] != delimiter) || !IsBlank(bytes[start..end]))
                {
                    batch.Rows[batch.Count] = start;
                    firsts[batch.Count++] = _next;
                }
            }
            else if (end - start > CsvScanner.LongestCell || !IsBlank(bytes[start..end]))
            {
                Odd.Add(start);
            }

            (_at, _next) = (end + 1, last + 1);
        }

        for (var column = 0; column < cells; column++)
        {
            if (slotOfColumn[column] is >= 0 and var slot)
            {
                var mayHaveSpace = Take(batch, firsts[..batch.Count], column, batch.StartsOf(slot), batch.LengthsOf(slot));
                if (mayHaveSpace || !_structure.IsPlain)
                {
                    batch.Finish(slot, bytes, _structure.IsPlain);
                }
            }
        }
    }

    /// <returns>Whether white space may stand around a cell.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Take(RowBatch batch, ReadOnlySpan<int> firsts, int column, int[] starts, int[] lengths)
    {
        var at = _structure.At;
        for (var row = 0; row < firsts.Length; row++)
        {
            var index = firsts[row] + column;
            var start = column == 0 ? batch.Rows[row] : at[index - 1] + 1;
            (starts[row], lengths[row]) = (start, at[index] - start);
        }

        return _structure.HasSpaces && TakeSpaces(firsts.Length, column == slotOfColumn.Length - 1, starts, lengths);
    }

    private bool TakeSpaces(int count, bool isLast, int[] starts, int[] lengths)
    {
        var bytes = _block.Rows;
        var mayHaveSpace = false;
        for (var row = 0; row < count; row++)
        {
            var (start, end) = (starts[row], starts[row] + lengths[row]);
            if (isLast && end > start && bytes[end - 1] == '\r')
            {
                end--;
                lengths[row]--;
            }

            mayHaveSpace |= bytes[start] <= ' ' || (end > start && bytes[end - 1] <= ' ');
        }

        return mayHaveSpace;
    }

    // Every cell is empty or holds nothing but blanks, as in the lines that spreadsheets leave behind.
    private bool IsBlank(ReadOnlySpan<byte> row)
    {
        row = row is [.., (byte)'\r'] ? row[..^1] : row;
        return row.IndexOfAnyExcept(delimiter, (byte)' ', (byte)'\t') < 0;
    }

    private void Scan(RowBatch batch)
    {
        while (batch.Count < RowBatch.Size && Odd.Count < RowBatch.Size && _at < _block.End)
        {
            var start = _at;
            var bytes = _block.Bytes[start..];
            var outcome = _scanner.Scan(bytes, _block.IsComplete);
            if (outcome == CsvOutcome.Row && (_scanner.IsBlank || _scanner.Cells == slotOfColumn.Length))
            {
                if (!_scanner.IsBlank)
                {
                    Keep(batch, start);
                }

                _at += _scanner.Length;
            }
            else
            {
                Odd.Add(start);
                _at = bytes.IndexOf((byte)'\n') is >= 0 and var end ? start + end + 1 : _block.Filled;
            }
        }

        foreach (var slot in slotOfColumn.Where(slot => slot >= 0))
        {
            batch.Finish(slot, _block.Bytes, isPlain: false);
        }
    }

    private void Keep(RowBatch batch, int start)
    {
        batch.Rows[batch.Count] = start;
        for (var column = 0; column < slotOfColumn.Length; column++)
        {
            if (slotOfColumn[column] is >= 0 and var slot)
            {
                var (from, length, hasDoubledQuotes) = _scanner.CellAt(column);
                batch.StartsOf(slot)[batch.Count] = start + from;
                batch.LengthsOf(slot)[batch.Count] = hasDoubledQuotes ? RowBatch.Odd : length;
            }
        }

        batch.Count++;
    }
}
