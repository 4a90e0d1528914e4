using System.Runtime.CompilerServices;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>Texts as they stand.</summary>
internal sealed class TextCells(FactField field, int slot) : Cells
{
    private readonly int[] _starts = new int[RowBatch.Size];
    private readonly int[] _lengths = new int[RowBatch.Size];
    private readonly int[] _codes = new int[RowBatch.Size];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(BatchCells cells, Span<bool> isOdd)
    {
        cells.Take(slot, _starts, _lengths);
        for (var i = 0; i < cells.Count; i++)
        {
            isOdd[i] |= _lengths[i] < 0;
        }
    }

    public override void Write(BatchCells cells, FactRowWriter writer)
    {
        var codes = _codes.AsSpan(0, cells.Count);
        writer.TextsOf(field).CodesOf(cells.Bytes, _starts.AsSpan(0, cells.Count), _lengths.AsSpan(0, cells.Count), codes);
        if (codes.ContainsAnyExcept(TextInterner.Absent))
        {
            writer.SetTexts(field, codes);
        }
    }

    public override void Hash(int row, FactRowWriter writer, ref FactHash hash)
    {
        if (_codes[row] < 0)
        {
            hash.AddAbsent();
        }
        else
        {
            hash.Add(writer.TextsOf(field).Utf8(_codes[row]));
        }
    }
}
