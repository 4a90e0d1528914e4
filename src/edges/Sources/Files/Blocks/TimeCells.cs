using System.Runtime.CompilerServices;
using Mainstay.Core.Facts.Columns;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>Times, of a field or of the fact itself.</summary>
/// <param name="latest">In microseconds; a row with a later time takes the long way, where that is told.</param>
internal sealed class TimeCells(TimeCell reader, int slot, bool isRequired, long latest, Action<FactRowWriter, ReadOnlySpan<long>>? set) : Cells
{
    private readonly int[] _starts = new int[RowBatch.Size];
    private readonly int[] _lengths = new int[RowBatch.Size];
    private readonly long[] _micros = new long[RowBatch.Size];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(BatchCells cells, Span<bool> isOdd)
    {
        cells.Take(slot, _starts, _lengths);
        var bytes = cells.Bytes;
        for (var i = 0; i < cells.Count; i++)
        {
            _micros[i] = FactColumns.NoTime;
            if (_lengths[i] > 0)
            {
                isOdd[i] |= !reader.TryRead(bytes.Slice(_starts[i], _lengths[i]), out _micros[i]) || _micros[i] > latest;
            }
            else
            {
                isOdd[i] |= isRequired || _lengths[i] < 0;
            }
        }
    }

    public override void Write(BatchCells cells, FactRowWriter writer)
    {
        if (_lengths.AsSpan(0, cells.Count).ContainsAnyExcept(0))
        {
            set?.Invoke(writer, _micros.AsSpan(0, cells.Count));
        }
    }

    public override long MicrosOf(int row) => _micros[row];

    public override void Hash(int row, FactRowWriter writer, ref FactHash hash) => hash.Add(_micros[row]);
}
