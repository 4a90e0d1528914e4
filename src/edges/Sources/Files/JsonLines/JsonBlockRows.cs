using System.Runtime.CompilerServices;
using Mainstay.Sources.Files.Blocks;

namespace Mainstay.Sources.Files.JsonLines;

/// <summary>Hands out the lines of JSON of a block: where the value at each path stands, read where it stands.</summary>
internal sealed class JsonBlockRows(JsonScanner scanner, int slots) : IBlockRows
{
    private Block _block = new();
    private int _at;

    /// <summary>Lines that are broken or too long.</summary>
    public List<int> Odd { get; } = [];

    public void Start(Block block) => (_block, _at) = (block, 0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Next(RowBatch batch)
    {
        batch.Count = 0;
        Odd.Clear();
        if (_at >= _block.End)
        {
            return false;
        }

        // A line that is cut off is left to the reader of single rows, which knows whether more will come.
        var bytes = _block.Rows;
        while (batch.Count < RowBatch.Size && Odd.Count < RowBatch.Size && _at < _block.End)
        {
            var start = _at;
            var length = bytes[start..].IndexOf((byte)'\n');
            length = length < 0 ? bytes.Length - start : length;
            _at = start + length + 1;
            var line = bytes.Slice(start, length);
            if (length <= JsonScanner.LongestLine && scanner.Scan(line))
            {
                Keep(batch, start);
            }
            else if (!JsonRowScan.IsBlank(line))
            {
                Odd.Add(start);
            }
        }

        for (var slot = 0; slot < slots; slot++)
        {
            batch.Finish(slot, bytes, isPlain: false);
        }

        return true;
    }

    private void Keep(RowBatch batch, int start)
    {
        batch.Rows[batch.Count] = start;
        for (var slot = 0; slot < slots; slot++)
        {
            var (cell, at, length) = scanner.CellAt(slot);
            batch.StartsOf(slot)[batch.Count] = start + at;
            batch.LengthsOf(slot)[batch.Count] = cell is JsonCell.Absent or JsonCell.Plain ? length : RowBatch.Odd;
        }

        batch.Count++;
    }
}
