using System.Runtime.CompilerServices;
using System.Text;
using Mainstay.Sources.Files.Blocks;

namespace Mainstay.Sources.Files.JsonLines;

/// <summary>
/// Hands out the lines of JSON of a block: where the value at each path stands, read where it stands. Lines that look like
/// one before are not parsed again.
/// </summary>
internal sealed class JsonBlockRows(JsonScanner scanner, int slots) : IBlockRows
{
    // Lines of a file differ in what they leave out; where no two are alike, learning them costs more than it saves.
    private const int MostTemplates = 4;
    private const int MostLearnt = 200;

    private readonly List<JsonTemplate> _templates = [];
    private Block _block = new();
    private bool _isPlain;
    private int _learnt;
    private int _at;

    /// <summary>Lines that are broken or too long.</summary>
    public List<int> Odd { get; } = [];

    public void Start(Block block) => (_block, _at, _isPlain) = (block, 0, Ascii.IsValid(block.Rows) && !block.Rows.Contains((byte)0));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Next(RowBatch batch)
    {
        batch.Count = 0;
        Odd.Clear();
        if (_at >= _block.End)
        {
            return false;
        }

        var bytes = _block.Rows;
        while (batch.Count < RowBatch.Size && Odd.Count < RowBatch.Size && _at < _block.End)
        {
            var start = _at;
            var length = bytes[start..].IndexOf((byte)'\n');
            length = length < 0 ? bytes.Length - start : length;
            _at = start + length + 1;
            var line = bytes.Slice(start, length);
            if (length <= JsonScanner.LongestLine && (IsKnown(line, start, batch) || IsRead(line, start, batch)))
            {
                batch.Rows[batch.Count++] = start;
            }
            else if (!JsonRowScan.IsBlank(line))
            {
                Odd.Add(start);
            }
        }

        for (var slot = 0; slot < slots; slot++)
        {
            batch.Finish(slot, bytes, _isPlain);
        }

        return true;
    }

    private bool IsKnown(ReadOnlySpan<byte> line, int start, RowBatch batch)
    {
        for (var i = 0; i < _templates.Count; i++)
        {
            if (_templates[i].TryRead(line, start, batch, batch.Count))
            {
                // The one that fitted last is tried first.
                (_templates[0], _templates[i]) = (_templates[i], _templates[0]);
                return true;
            }
        }

        return false;
    }

    private bool IsRead(ReadOnlySpan<byte> line, int start, RowBatch batch)
    {
        if (!scanner.Scan(line))
        {
            return false;
        }

        for (var slot = 0; slot < slots; slot++)
        {
            var (cell, at, length) = scanner.CellAt(slot);
            batch.StartsOf(slot)[batch.Count] = start + at;
            batch.LengthsOf(slot)[batch.Count] = cell is JsonCell.Absent or JsonCell.Plain ? length : RowBatch.Odd;
        }

        if (_learnt++ < MostLearnt && JsonTemplate.Of(line, scanner, slots) is { } template)
        {
            if (_templates.Count == MostTemplates)
            {
                _templates.RemoveAt(MostTemplates - 1);
            }

            _templates.Insert(0, template);
        }

        return true;
    }
}
