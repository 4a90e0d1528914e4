using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Mainstay.Core.Facts.Columns;

/// <summary>Gives every different text a code, counted from 0 in the order of arrival. Texts are kept as UTF-8.</summary>
/// <remarks>
/// A slot holds the hash, the length and a text of up to 16 bytes itself, two slots to a cache line: with millions of
/// texts a lookup is one miss of the cache, not four that wait for each other.
/// </remarks>
public sealed class TextInterner
{
    /// <summary>Stands for absent.</summary>
    public const int Absent = -1;

    private const int LongestOnStack = 256;
    private const int LongestInSlot = 16;
    private const int Batch = 64;

    private byte[] _heap = new byte[256];
    private int[] _ends = new int[32];
    private Slot[] _slots = new Slot[64];

    public int Count { get; private set; }

    public int CodeOf(string? text)
    {
        if (text is null)
        {
            return Absent;
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = most <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[most];
        return CodeOf(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    public int CodeOf(ReadOnlySpan<byte> utf8) => CodeOf(utf8, Key.Of(utf8));

    /// <summary>
    /// The codes of many texts that lie in the same bytes; <see cref="Absent"/> for those with a length of 0 or less. All
    /// slots of a batch are fetched before the first is looked at, so that the misses of the cache overlap.
    /// </summary>
    public void CodesOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<int> codes)
    {
        Span<Key> keys = stackalloc Key[Batch];
        for (var from = 0; from < starts.Length; from += Batch)
        {
            var count = Math.Min(Batch, starts.Length - from);
            var slots = _slots;
            var fetched = 0;
            for (var i = 0; i < count; i++)
            {
                keys[i] = Key.Of(bytes.Slice(starts[from + i], Math.Max(0, lengths[from + i])));
                fetched |= slots[(int)keys[i].Hash & (slots.Length - 1)].Code;
            }

            _fetched = fetched;
            for (var i = 0; i < count; i++)
            {
                ref readonly var key = ref keys[i];
                ref readonly var slot = ref slots[(int)key.Hash & (slots.Length - 1)];
                if (slot.Code > 0 && slot.Key.First == key.First && slot.Key.Last == key.Last && slot.Key.Length == key.Length
                    && key.Length is > 0 and <= LongestInSlot)
                {
                    codes[from + i] = slot.Code - 1;
                    continue;
                }

                var length = lengths[from + i];
                codes[from + i] = length <= 0 ? Absent : CodeOf(bytes.Slice(starts[from + i], length), key);
                slots = _slots;
            }
        }
    }

    /// <summary>The code of a text that has one, or <see cref="Absent"/>.</summary>
    public int Find(string text) => Find(Encoding.UTF8.GetBytes(text));

    /// <summary>The code of a text that has one, or <see cref="Absent"/>.</summary>
    public int Find(ReadOnlySpan<byte> utf8)
    {
        var key = Key.Of(utf8);
        return _slots[SlotOf(utf8, key)].Code - 1;
    }

    public ReadOnlySpan<byte> Utf8(int code)
    {
        var start = code == 0 ? 0 : _ends[code - 1];
        return _heap.AsSpan(start, _ends[code] - start);
    }

    public string TextOf(int code) => Encoding.UTF8.GetString(Utf8(code));

    // Only written: it keeps the loop above from being seen as useless.
    private int _fetched;

    private int CodeOf(ReadOnlySpan<byte> utf8, in Key key)
    {
        var slot = SlotOf(utf8, key);
        return _slots[slot].Code is > 0 and var found ? found - 1 : Add(utf8, key, slot);
    }

    // The slot of the text, or the empty one where it belongs.
    private int SlotOf(ReadOnlySpan<byte> utf8, in Key key)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var at = (int)key.Hash & mask; ; at = (at + 1) & mask)
        {
            ref readonly var slot = ref slots[at];
            if (slot.Code == 0
                || (slot.Key == key && (key.Length <= LongestInSlot || Utf8(slot.Code - 1).SequenceEqual(utf8))))
            {
                return at;
            }
        }
    }

    private int Add(ReadOnlySpan<byte> utf8, in Key key, int slot)
    {
        var code = Count++;
        if (code == _ends.Length)
        {
            Array.Resize(ref _ends, code * 2);
        }

        var start = code == 0 ? 0 : _ends[code - 1];
        if (start + utf8.Length > _heap.Length)
        {
            Array.Resize(ref _heap, Math.Max(_heap.Length * 2, start + utf8.Length));
        }

        utf8.CopyTo(_heap.AsSpan(start));
        _ends[code] = start + utf8.Length;
        _slots[slot] = new Slot(key, code + 1);
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return code;
    }

    private void Grow()
    {
        var (old, mask) = (_slots, _slots.Length * 2 - 1);
        _slots = new Slot[old.Length * 2];
        foreach (ref readonly var slot in old.AsSpan())
        {
            if (slot.Code > 0)
            {
                var at = (int)slot.Key.Hash & mask;
                while (_slots[at].Code > 0)
                {
                    at = (at + 1) & mask;
                }

                _slots[at] = slot;
            }
        }
    }

    /// <param name="Code">One more than the code; 0 is an empty slot.</param>
    private readonly record struct Slot(Key Key, int Code);

    /// <summary>A text of up to 16 bytes is its key; of a longer one it is the beginning and the end.</summary>
    private readonly record struct Key(ulong First, ulong Last, int Length, uint Hash)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Key Of(ReadOnlySpan<byte> utf8)
        {
            var length = utf8.Length;
            if (length is >= 8 and <= LongestInSlot)
            {
                return Of(BinaryPrimitives.ReadUInt64LittleEndian(utf8), BinaryPrimitives.ReadUInt64LittleEndian(utf8[^8..]), length, 0);
            }

            return length >= 4
                ? length > LongestInSlot ? OfLong(utf8)
                    : Of(BinaryPrimitives.ReadUInt32LittleEndian(utf8), BinaryPrimitives.ReadUInt32LittleEndian(utf8[^4..]), length, 0)
                : length == 0 ? Of(0, 0, 0, 0)
                : Of(utf8[0], ((ulong)utf8[length >> 1] << 8) | utf8[^1], length, 0);
        }

        private static Key OfLong(ReadOnlySpan<byte> utf8)
        {
            var middle = 0UL;
            for (var rest = utf8[8..]; rest.Length >= 8; rest = rest[8..])
            {
                middle = Mix(middle ^ BinaryPrimitives.ReadUInt64LittleEndian(rest), 0x9E3779B97F4A7C15);
            }

            return Of(BinaryPrimitives.ReadUInt64LittleEndian(utf8), BinaryPrimitives.ReadUInt64LittleEndian(utf8[^8..]), utf8.Length, middle);
        }

        // Multiply and fold. Not keyed: texts are counted in their thousands per account, and a flood of colliding ids
        // slows the one who sent it.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Key Of(ulong first, ulong last, int length, ulong middle)
        {
            var hash = Mix(first ^ 0xA0761D6478BD642F, last ^ middle ^ 0xE7037ED1A0B428DB ^ ((ulong)length << 56));
            return new Key(first, last, length, (uint)(hash ^ (hash >> 32)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong Mix(ulong a, ulong b)
        {
            var high = Math.BigMul(a, b, out var low);
            return high ^ low;
        }
    }
}
