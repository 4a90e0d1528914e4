using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>Where delimiters and line ends stand in bytes without quotes.</summary>
internal sealed class Structure
{
    // Of 64 bytes so many places are written whether they are there or not, and only their number is counted: how many
    // there are is no branch to be guessed wrong.
    private const int UsualPlaces = 8;
    private const int UsualLineEnds = 2;

    private int[] _at = [];
    private int[] _lineEnds = [];
    private int _count;
    private int _lines;

    /// <summary>Ascending.</summary>
    public ReadOnlySpan<int> At => _at.AsSpan(0, _count);

    /// <summary>Which of <see cref="At"/> are line ends.</summary>
    public ReadOnlySpan<int> LineEnds => _lineEnds.AsSpan(0, _lines);

    /// <summary>Whether all bytes are ASCII and none is NUL, so that cells need not be looked at one by one.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>Whether there is any byte that might be white space, other than line ends; a carriage return is one.</summary>
    public bool HasSpaces { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(ReadOnlySpan<byte> bytes, byte delimiter)
    {
        if (_at.Length < bytes.Length + UsualPlaces)
        {
            _at = GC.AllocateUninitializedArray<int>(bytes.Length + UsualPlaces);
            _lineEnds = GC.AllocateUninitializedArray<int>(bytes.Length + UsualPlaces);
        }

        var at = _at.AsSpan();
        var ends = _lineEnds.AsSpan();
        ref var first = ref MemoryMarshal.GetReference(bytes);
        var (delimiters, newLines, space) = (Vector512.Create(delimiter), Vector512.Create((byte)'\n'), Vector512.Create((byte)' '));
        var (seen, spaces) = (Vector512<byte>.Zero, Vector512<byte>.Zero);
        var (count, lines, from) = (0, 0, 0);
        for (; from + Vector512<byte>.Count <= bytes.Length; from += Vector512<byte>.Count)
        {
            var vector = Vector512.LoadUnsafe(ref first, (nuint)from);
            var isNewLine = Vector512.Equals(vector, newLines);
            seen |= vector;
            spaces |= Vector512.LessThanOrEqual(vector, space) ^ isNewLine;
            var newLine = isNewLine.ExtractMostSignificantBits();
            var found = Vector512.Equals(vector, delimiters).ExtractMostSignificantBits() | newLine;
            AddPlaces(found, from, at[count..]);
            AddLineEnds(newLine, found, count, ends[lines..]);
            count += BitOperations.PopCount(found);
            lines += BitOperations.PopCount(newLine);
        }

        var (isPlain, hasSpaces) = (seen.ExtractMostSignificantBits() == 0, spaces != Vector512<byte>.Zero);
        for (; from < bytes.Length; from++)
        {
            var b = bytes[from];
            isPlain &= b < 0x80;
            hasSpaces |= b <= ' ' && b != '\n';
            if (b == '\n')
            {
                ends[lines++] = count;
            }

            if (b == delimiter || b == '\n')
            {
                at[count++] = from;
            }
        }

        (_count, _lines) = (count, lines);
        (IsPlain, HasSpaces) = (isPlain && !(hasSpaces && bytes.Contains((byte)0)), hasSpaces);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPlaces(ulong found, int from, Span<int> at)
    {
        for (var i = 0; i < UsualPlaces; i++, found &= found - 1)
        {
            at[i] = from + BitOperations.TrailingZeroCount(found);
        }

        for (var i = UsualPlaces; found != 0; i++, found &= found - 1)
        {
            at[i] = from + BitOperations.TrailingZeroCount(found);
        }
    }

    // The number of a line end among all places is that of those before it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLineEnds(ulong newLine, ulong found, int count, Span<int> ends)
    {
        for (var i = 0; i < UsualLineEnds; i++, newLine &= newLine - 1)
        {
            ends[i] = count + BitOperations.PopCount(found & ((newLine & (0 - newLine)) - 1));
        }

        for (var i = UsualLineEnds; newLine != 0; i++, newLine &= newLine - 1)
        {
            ends[i] = count + BitOperations.PopCount(found & ((newLine & (0 - newLine)) - 1));
        }
    }
}
