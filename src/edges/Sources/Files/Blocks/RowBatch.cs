using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>Some rows of a block, reduced to the cells that the mapping asks for: where each starts and how long it is, trimmed.</summary>
internal sealed class RowBatch(int slots)
{
    public const int Size = 256;

    /// <summary>The length of a cell that takes the long way: bytes that are no text, doubled quotes.</summary>
    public const int Odd = -1;

    private readonly int[][] _starts = [.. Enumerable.Range(0, slots).Select(_ => new int[Size])];
    private readonly int[][] _lengths = [.. Enumerable.Range(0, slots).Select(_ => new int[Size])];

    public int Count { get; set; }

    /// <summary>Where each row starts.</summary>
    public int[] Rows { get; } = new int[Size];

    public int[] StartsOf(int slot) => _starts[slot];

    /// <summary>For each row, <see cref="Odd"/> where the cell is not plain text.</summary>
    public int[] LengthsOf(int slot) => _lengths[slot];

    /// <summary>Drops white space around the cells of a slot and finds those that are no text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish(int slot, ReadOnlySpan<byte> bytes, bool isPlain)
    {
        var starts = _starts[slot].AsSpan(0, Count);
        var lengths = _lengths[slot].AsSpan(0, Count);
        for (var row = 0; row < starts.Length; row++)
        {
            var (start, length) = (starts[row], lengths[row]);
            if (length <= 0)
            {
                continue;
            }

            if (!isPlain && !IsPlain(bytes.Slice(start, length)))
            {
                TrimText(bytes, ref starts[row], ref lengths[row]);
            }
            else if (bytes[start] <= ' ' || bytes[start + length - 1] <= ' ')
            {
                Trim(bytes, ref starts[row], ref lengths[row]);
            }
        }
    }

    private static bool IsPlain(ReadOnlySpan<byte> cell) => Ascii.IsValid(cell) && !cell.Contains((byte)0);

    private static void Trim(ReadOnlySpan<byte> bytes, ref int start, ref int length)
    {
        for (; length > 0 && IsWhiteSpace(bytes[start]); start++, length--)
        {
        }

        for (; length > 0 && IsWhiteSpace(bytes[start + length - 1]); length--)
        {
        }
    }

    private static bool IsWhiteSpace(byte b) => b is 0x20 or (>= 0x09 and <= 0x0D);

    private static void TrimText(ReadOnlySpan<byte> bytes, ref int start, ref int length)
    {
        var cell = bytes.Slice(start, length);
        if (!Utf8.IsValid(cell) || cell.Contains((byte)0))
        {
            length = Odd;
            return;
        }

        while (length > 0 && Rune.DecodeFromUtf8(bytes.Slice(start, length), out var first, out var size) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(first))
        {
            (start, length) = (start + size, length - size);
        }

        while (length > 0 && Rune.DecodeLastFromUtf8(bytes.Slice(start, length), out var last, out var size) == System.Buffers.OperationStatus.Done && Rune.IsWhiteSpace(last))
        {
            length -= size;
        }
    }
}
