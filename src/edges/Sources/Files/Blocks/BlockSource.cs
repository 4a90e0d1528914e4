using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>Cuts a file into blocks where rows end. Several threads may ask; each gets the next block.</summary>
/// <remarks>
/// Where no quote is in sight every line is a row, and the cut is the last line end. With quotes the rows are walked, because
/// a line end may stand within a cell, and a quote that is never closed gives its row up with its first line.
/// </remarks>
internal sealed class BlockSource(SourceRows rows, IRowScan scan, int blockSize) : IDisposable
{
    public const int UsualSize = 512 * 1024;

    // Enough for what a message shows of the bytes behind a broken cell.
    private const int Lookahead = 4096;
    private const int LongestLine = 2 * CsvScanner.LongestRow;

    private readonly Lock _lock = new();
    private byte[] _carried = rows.Rest.Bytes.ToArray();
    private bool _isAtEnd;
    private bool _isInCutLine;
    private int _next;

    /// <summary>Why reading stopped before the end; null when it did not.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The physical line the first block starts on.</summary>
    public long FirstLine { get; } = rows.Line;

    /// <summary>False when no rows are left.</summary>
    public bool Next(Block block)
    {
        lock (_lock)
        {
            if (_isInCutLine)
            {
                SkipCutLine(block);
            }

            block.Start(_carried);
            for (var size = Math.Max(blockSize, 2 * Lookahead); ; size *= 2)
            {
                Fill(block, size);
                block.IsComplete = _isAtEnd && Failure is null;
                block.End = Cut(block);
                if (block.End > 0 || _isAtEnd || IsOneLine(block))
                {
                    break;
                }
            }

            _carried = block.Bytes[block.End..].ToArray();
            block.Number = _next++;
            block.Seal();
            return block.End > 0;
        }
    }

    public void Dispose() => rows.Dispose();

    private void Fill(Block block, int size)
    {
        while (!_isAtEnd && block.Filled < size)
        {
            try
            {
                var read = rows.Rest.ReadOn(block.Room(size - block.Filled));
                block.Filled += read;
                _isAtEnd = read == 0;
            }
            catch (Exception e) when (FileImport.IsOfTheFile(e))
            {
                (Failure, _isAtEnd) = (e, true);
            }
        }
    }

    // Where the last row that can be told ends; 0 when none does.
    private int Cut(Block block)
    {
        var bytes = block.Bytes;
        var limit = _isAtEnd ? bytes.Length : bytes.Length - Lookahead;
        if (limit <= 0)
        {
            return 0;
        }

        var quote = rows.IsRowALine ? -1 : bytes[..limit].IndexOf((byte)'"');
        block.HasQuotes = quote >= 0;
        if (quote < 0)
        {
            return block.IsComplete ? limit : bytes[..limit].LastIndexOf((byte)'\n') + 1;
        }

        var end = bytes[..quote].LastIndexOf((byte)'\n') + 1;
        while (end < limit && scan.Next(bytes[end..], block.IsComplete) is > 0 and var length && end + length <= limit)
        {
            end += length;
        }

        return end;
    }

    private bool IsOneLine(Block block)
    {
        if (block.Filled < LongestLine || block.Bytes.Contains((byte)'\n'))
        {
            return false;
        }

        (block.End, block.IsCutLine, _isInCutLine) = (block.Filled, true, true);
        return true;
    }

    private void SkipCutLine(Block block)
    {
        block.Start(_carried);
        int end;
        while ((end = block.Bytes.IndexOf((byte)'\n')) < 0 && !_isAtEnd)
        {
            block.Start([]);
            Fill(block, blockSize);
        }

        (_carried, _isInCutLine) = (end < 0 ? [] : block.Bytes[(end + 1)..].ToArray(), false);
    }
}
