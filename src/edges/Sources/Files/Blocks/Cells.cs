using System.Runtime.CompilerServices;
using Mainstay.Core.Facts.Columns;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>
/// The cells of a batch that become one column of a kind. First all columns are read, then rows of which any cell did not
/// fit are taken out, then the columns are written.
/// </summary>
internal abstract class Cells
{
    /// <summary>Reads the cell of each chosen row and sets <paramref name="isOdd"/> where it does not fit.</summary>
    public abstract void Read(BatchCells cells, Span<bool> isOdd);

    /// <summary>Writes the column for the rows begun last, unless all its cells are empty.</summary>
    public abstract void Write(BatchCells cells, FactRowWriter writer);

    /// <summary>The time in a row that was read, <see cref="FactColumns.NoTime"/> where there is none.</summary>
    public virtual long MicrosOf(int row) => FactColumns.NoTime;

    /// <summary>Adds the value of a row that was written to the hash of its fact.</summary>
    public abstract void Hash(int row, FactRowWriter writer, ref FactHash hash);
}

/// <summary>The chosen rows of a batch.</summary>
internal sealed class BatchCells(byte[][] absent)
{
    private readonly int[] _rows = new int[RowBatch.Size];
    private RowBatch _batch = new(0);
    private Block _block = new();

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Bytes => _block.Bytes;

    /// <summary>The chosen rows as places in the batch.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ChooseAll(Block block, RowBatch batch)
    {
        (_block, _batch, Count) = (block, batch, batch.Count);
        for (var row = 0; row < Count; row++)
        {
            _rows[row] = row;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Choose(ReadOnlySpan<bool> isLeftOut)
    {
        var count = 0;
        for (var i = 0; i < Count; i++)
        {
            if (!isLeftOut[i])
            {
                _rows[count++] = _rows[i];
            }
        }

        Count = count;
    }

    /// <summary>The text of a cell; <see cref="RowBatch.Odd"/> as its length says that it takes the long way.</summary>
    public (int Start, int Length) Raw(int slot, int i) => (_batch.StartsOf(slot)[_rows[i]], _batch.LengthsOf(slot)[_rows[i]]);

    /// <summary>Where the cells of a slot are; a cell that says "no value" has no length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(int slot, Span<int> starts, Span<int> lengths)
    {
        var (from, counts) = (_batch.StartsOf(slot), _batch.LengthsOf(slot));
        if (Count == _batch.Count)
        {
            from.AsSpan(0, Count).CopyTo(starts);
            counts.AsSpan(0, Count).CopyTo(lengths);
        }
        else
        {
            for (var i = 0; i < Count; i++)
            {
                (starts[i], lengths[i]) = (from[_rows[i]], counts[_rows[i]]);
            }
        }

        foreach (var text in absent)
        {
            for (var i = 0; i < Count; i++)
            {
                if (lengths[i] == text.Length && Bytes.Slice(starts[i], lengths[i]).SequenceEqual(text))
                {
                    lengths[i] = 0;
                }
            }
        }
    }
}
