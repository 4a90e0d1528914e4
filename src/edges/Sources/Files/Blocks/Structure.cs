using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>Where delimiters and line ends stand in bytes without quotes.</summary>
internal sealed class Structure
{
    private int[] _at = [];

    public int Count { get; private set; }

    public ReadOnlySpan<int> At => _at.AsSpan(0, Count);

    /// <summary>Whether all bytes are ASCII and none is NUL, so that cells need not be looked at one by one.</summary>
    public bool IsPlain { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(ReadOnlySpan<byte> bytes, byte delimiter)
    {
        if (_at.Length < bytes.Length)
        {
            _at = GC.AllocateUninitializedArray<int>(bytes.Length);
        }

        var at = _at.AsSpan();
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var (delimiters, lineEnds) = (Vector512.Create(delimiter), Vector512.Create((byte)'\n'));
        var (seen, least) = (Vector512<byte>.Zero, Vector512.Create(byte.MaxValue));
        var (count, from) = (0, 0);
        for (; from + Vector512<byte>.Count <= bytes.Length; from += Vector512<byte>.Count)
        {
            var vector = Vector512.LoadUnsafe(ref first, (nuint)from);
            seen |= vector;
            least = Vector512.Min(least, vector);
            var found = (Vector512.Equals(vector, delimiters) | Vector512.Equals(vector, lineEnds)).ExtractMostSignificantBits();
            for (; found != 0; found &= found - 1)
            {
                at[count++] = from + BitOperations.TrailingZeroCount(found);
            }
        }

        var isPlain = seen.ExtractMostSignificantBits() == 0 && !Vector512.EqualsAny(least, Vector512<byte>.Zero);
        for (; from < bytes.Length; from++)
        {
            var b = bytes[from];
            isPlain &= b is > 0 and < 0x80;
            if (b == delimiter || b == '\n')
            {
                at[count++] = from;
            }
        }

        (Count, IsPlain) = (count, isPlain);
    }
}
