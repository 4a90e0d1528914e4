using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Mainstay.Core.Facts.Columns;

/// <summary>
/// A text in 16 bytes: the text itself with its length in the last byte, or, from 16 bytes on, its beginning and a hash.
/// </summary>
internal readonly record struct TextKey(ulong First, ulong Last)
{
    private const int LongestWhole = 15;
    private const ulong Long = 0xFF00000000000000;

    /// <summary>Whether equal keys mean equal texts.</summary>
    public bool IsWhole => Last < Long;

    /// <summary>Not keyed: texts are counted in their thousands per account, and a flood of colliding ids slows the one who sent it.</summary>
    public uint Hash
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var hash = Mix(First ^ 0xA0761D6478BD642F, Last ^ 0xE7037ED1A0B428DB);
            return (uint)(hash ^ (hash >> 32));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TextKey Of(ReadOnlySpan<byte> utf8)
    {
        // Two words that overlap; what both hold is shifted out of the second. In two steps: a shift by 64 would be one by 0.
        var length = utf8.Length;
        return length is >= 8 and <= LongestWhole
            ? new TextKey(
                BinaryPrimitives.ReadUInt64LittleEndian(utf8),
                (BinaryPrimitives.ReadUInt64LittleEndian(utf8[^8..]) >> ((15 - length) * 8) >> 8) | ((ulong)length << 56))
            : length < 8 ? OfShort(utf8) : OfLong(utf8);
    }

    private static TextKey OfShort(ReadOnlySpan<byte> utf8)
    {
        // Bytes that overlap say nothing twice: the length is part of the key.
        var length = utf8.Length;
        var word = length >= 4
            ? BinaryPrimitives.ReadUInt32LittleEndian(utf8) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(utf8[^4..]) << 32)
            : length == 0 ? 0UL : utf8[0] | ((ulong)utf8[length >> 1] << 8) | ((ulong)utf8[^1] << 16);
        return new TextKey(word, (ulong)length << 56);
    }

    private static TextKey OfLong(ReadOnlySpan<byte> utf8)
    {
        var hash = (ulong)utf8.Length ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8[^8..]);
        for (var rest = utf8[8..]; rest.Length >= 8; rest = rest[8..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest), 0x9E3779B97F4A7C15);
        }

        return new TextKey(BinaryPrimitives.ReadUInt64LittleEndian(utf8), hash | Long);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
