using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Mainstay.Core.Facts.Columns;

/// <summary>
/// Codes of texts that have one length, begin alike and end in a number, as <c>u_00124495</c>: what exports call their
/// objects. A place takes four bytes where a <see cref="Slot"/> takes 32, and numbers that come close to each other lie close
/// to each other, so that the ids of a large file stay in the nearest caches.
/// </summary>
internal sealed class NumberSeries
{
    public const int Shortest = 8;
    public const int Longest = 15;

    private const int MostDigits = 8;
    private const ulong Zeros = 0x3030303030303030;

    // Few texts may lie this far apart; many may leave all but one of so many places empty.
    private const int PlacesOfFew = 1 << 18;
    private const int PlacesOfEach = 16;

    // The first and the last eight bytes, which overlap; 1 bits in the masks where all texts are the same.
    private readonly ulong _first;
    private readonly ulong _last;
    private readonly ulong _firstMask;
    private readonly ulong _lastMask;
    private int[] _oneMore = [];
    private int _count;

    private NumberSeries(ReadOnlySpan<byte> example, int digits)
    {
        (_first, _last) = Words(example);
        _lastMask = digits == MostDigits ? 0 : ulong.MaxValue >> (digits * 8);
        var same = example.Length - digits;
        _firstMask = same >= sizeof(ulong) ? ulong.MaxValue : (1UL << (same * 8)) - 1;
    }

    /// <returns>Null where the text does not end in a digit, or is too short or too long.</returns>
    public static NumberSeries? Like(ReadOnlySpan<byte> example)
    {
        var digits = Math.Min(MostDigits, example.Length - 1 - example.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9'));
        return example.Length is >= Shortest and <= Longest && digits > 0 ? new NumberSeries(example, digits) : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (ulong First, ulong Last) Words(ReadOnlySpan<byte> utf8) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(utf8), BinaryPrimitives.ReadUInt64LittleEndian(utf8[^sizeof(ulong)..]));

    /// <param name="first">As <see cref="Words"/> gives it, of a text of this length; <paramref name="last"/> likewise.</param>
    /// <returns><see cref="TextInterner.Absent"/> where the text has no place here.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ulong first, ulong last)
    {
        var places = _oneMore;
        var isLike = TryNumber(first, last, out var number) & (number < (uint)places.Length);
        return isLike ? places[number] - 1 : TextInterner.Absent;
    }

    /// <summary>False where the text has no place: it is none of these, or its number lies too far from those of the others.</summary>
    public bool TryAdd(ReadOnlySpan<byte> utf8, int code)
    {
        var (first, last) = Words(utf8);
        if (!TryNumber(first, last, out var number) || number >= Math.Max(PlacesOfFew, (long)PlacesOfEach * _count))
        {
            return false;
        }

        if (number >= _oneMore.Length)
        {
            Array.Resize(ref _oneMore, (int)System.Numerics.BitOperations.RoundUpToPowerOf2(number + 1));
        }

        _count++;
        _oneMore[number] = code + 1;
        return true;
    }

    // Eight digits at once: checked, then put together as pairs, fours and the whole.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNumber(ulong first, ulong last, out uint number)
    {
        var digits = (last ^ Zeros) & ~_lastMask;
        var isDigits = ((digits | (digits + 0x7676767676767676)) & 0x8080808080808080) == 0;
        var isLike = (((first ^ _first) & _firstMask) | ((last ^ _last) & _lastMask)) == 0;
        digits = (digits * 10) + (digits >> 8);
        number = (uint)((((digits & 0x000000FF000000FF) * 0x000F424000000064)
            + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
        return isDigits & isLike;
    }
}
