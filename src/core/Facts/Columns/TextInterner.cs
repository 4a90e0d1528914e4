using System.Runtime.CompilerServices;
using System.Text;

namespace Mainstay.Core.Facts.Columns;

/// <summary>Gives every different text a code, counted from 0 in the order of arrival. Texts are kept as UTF-8.</summary>
/// <remarks>
/// A slot is a hash and a code, and beside each code lies its <see cref="TextKey"/>: a lookup is two misses of the cache at
/// most, and in <see cref="CodesOf"/> the misses of many lookups overlap. Without that, millions of texts cost four misses
/// each that wait for each other.
/// </remarks>
public sealed class TextInterner
{
    /// <summary>Stands for absent.</summary>
    public const int Absent = -1;

    private const int LongestOnStack = 256;
    private const int Batch = 64;

    private byte[] _heap = new byte[256];
    private int[] _ends = new int[32];
    private TextKey[] _keys = new TextKey[32];

    /// <summary>The hash above, one more than the code below; 0 is an empty slot.</summary>
    private ulong[] _slots = new ulong[64];

    // Only written: it keeps the fetching of slots from being seen as useless.
    private ulong _fetched;

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

    public int CodeOf(ReadOnlySpan<byte> utf8) => CodeOf(utf8, TextKey.Of(utf8));

    /// <summary>
    /// The codes of many texts that lie in the same bytes; <see cref="Absent"/> for those with a length of 0 or less.
    /// </summary>
    public void CodesOf(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<int> codes)
    {
        for (; starts.Length > Batch; starts = starts[Batch..], lengths = lengths[Batch..], codes = codes[Batch..])
        {
            CodesOfBatch(bytes, starts[..Batch], lengths[..Batch], codes[..Batch]);
        }

        CodesOfBatch(bytes, starts, lengths[..starts.Length], codes[..starts.Length]);
    }

    /// <summary>The code of a text that has one, or <see cref="Absent"/>.</summary>
    public int Find(string text) => Find(Encoding.UTF8.GetBytes(text));

    /// <summary>The code of a text that has one, or <see cref="Absent"/>.</summary>
    public int Find(ReadOnlySpan<byte> utf8) => (int)(uint)_slots[SlotOf(utf8, TextKey.Of(utf8))] - 1;

    public ReadOnlySpan<byte> Utf8(int code)
    {
        var start = code == 0 ? 0 : _ends[code - 1];
        return _heap.AsSpan(start, _ends[code] - start);
    }

    public string TextOf(int code) => Encoding.UTF8.GetString(Utf8(code));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CodesOfBatch(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<int> codes)
    {
        Span<TextKey> wanted = stackalloc TextKey[Batch];
        var (slots, fetched) = (_slots, 0UL);
        for (var i = 0; i < starts.Length; i++)
        {
            wanted[i] = TextKey.Of(bytes.Slice(starts[i], Math.Max(0, lengths[i])));
            var hash = wanted[i].Hash;
            codes[i] = (int)hash;
            fetched |= slots[(int)hash & (slots.Length - 1)];
        }

        _fetched = fetched;
        Guess(codes);
        for (var i = 0; i < starts.Length; i++)
        {
            ref readonly var key = ref wanted[i];
            ref readonly var guess = ref _keys[codes[i]];
            if (guess.First != key.First || guess.Last != key.Last || !key.IsWhole || lengths[i] <= 0)
            {
                codes[i] = lengths[i] <= 0 ? Absent : CodeOf(bytes.Slice(starts[i], lengths[i]), key);
            }
        }
    }

    // Turns each hash into the code in its slot or the next, which most of the time is the one. The key of a code that was
    // not given yet is zero, as only that of the empty text is.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Guess(Span<int> codes)
    {
        var (slots, keys, fetched) = (_slots, _keys, 0UL);
        foreach (ref var code in codes)
        {
            var slot = slots[code & (slots.Length - 1)];
            slot = slot >> 32 == (uint)code ? slot : slots[(code + 1) & (slots.Length - 1)];
            code = Math.Max(0, (int)(uint)slot - 1);
            fetched |= keys[code].First;
        }

        _fetched = fetched;
    }

    private int CodeOf(ReadOnlySpan<byte> utf8, in TextKey key)
    {
        var slot = SlotOf(utf8, key);
        return _slots[slot] == 0 ? Add(utf8, key, slot) : (int)(uint)_slots[slot] - 1;
    }

    // The slot of the text, or the empty one where it belongs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SlotOf(ReadOnlySpan<byte> utf8, in TextKey key)
    {
        var (slots, hash) = (_slots, key.Hash);
        for (var at = (int)hash & (slots.Length - 1); ; at = (at + 1) & (slots.Length - 1))
        {
            var slot = slots[at];
            if (slot == 0)
            {
                return at;
            }

            var code = (int)(uint)slot - 1;
            if (slot >> 32 == hash && _keys[code] == key && (key.IsWhole || Utf8(code).SequenceEqual(utf8)))
            {
                return at;
            }
        }
    }

    private int Add(ReadOnlySpan<byte> utf8, in TextKey key, int slot)
    {
        var code = Count++;
        if (code == _ends.Length)
        {
            Array.Resize(ref _ends, code * 2);
            Array.Resize(ref _keys, code * 2);
        }

        var start = code == 0 ? 0 : _ends[code - 1];
        if (start + utf8.Length > _heap.Length)
        {
            Array.Resize(ref _heap, Math.Max(_heap.Length * 2, start + utf8.Length));
        }

        utf8.CopyTo(_heap.AsSpan(start));
        _ends[code] = start + utf8.Length;
        _keys[code] = key;
        _slots[slot] = ((ulong)key.Hash << 32) | (uint)(code + 1);
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return code;
    }

    private void Grow()
    {
        var (old, grown) = (_slots, new ulong[_slots.Length * 2]);
        foreach (var slot in old)
        {
            if (slot != 0)
            {
                var at = (int)(slot >> 32) & (grown.Length - 1);
                while (grown[at] != 0)
                {
                    at = (at + 1) & (grown.Length - 1);
                }

                grown[at] = slot;
            }
        }

        _slots = grown;
    }
}
