using System.Runtime.CompilerServices;
using System.Text;

namespace Mainstay.Core.Facts.Columns;

/// <summary>Gives every different text a code, counted from 0 in the order of arrival. Texts are kept as UTF-8.</summary>
/// <remarks>
/// A slot is half a line of the cache and holds the <see cref="TextKey"/> itself: to look up a text of fewer than 16 bytes
/// takes one miss, and in <see cref="CodesOf"/> the misses of many lookups overlap. Without that, millions of texts cost
/// four misses each that wait for each other.
/// </remarks>
public sealed class TextInterner
{
    /// <summary>Stands for absent.</summary>
    public const int Absent = -1;

    private const int LongestOnStack = 256;
    private const int Batch = 64;

    // So many may stay nearly empty: words, which come in millions of rows, then hardly ever meet in a slot.
    private const int FewSlots = 2048;

    private byte[] _heap = new byte[256];
    private int[] _ends = new int[32];
    private SlotTable _slots = new(64);
    private NumberedTexts? _numbered = new();

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
    public int Find(ReadOnlySpan<byte> utf8) => SlotOf(utf8, TextKey.Of(utf8)).Code;

    public ReadOnlySpan<byte> Utf8(int code)
    {
        var start = code == 0 ? 0 : _ends[code - 1];
        return _heap.AsSpan(start, _ends[code] - start);
    }

    public string TextOf(int code) => Encoding.UTF8.GetString(Utf8(code));

    private void CodesOfBatch(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<int> codes)
    {
        if (_numbered is null)
        {
            CodesByHash(bytes, starts, lengths, codes);
            return;
        }

        Span<int> others = stackalloc int[Batch];
        others = others[.._numbered.Find(bytes, starts, lengths, codes, others)];
        if (others.IsEmpty)
        {
            return;
        }

        Span<int> from = stackalloc int[Batch];
        Span<int> sizes = stackalloc int[Batch];
        Span<int> found = stackalloc int[Batch];
        for (var i = 0; i < others.Length; i++)
        {
            (from[i], sizes[i]) = (starts[others[i]], lengths[others[i]]);
        }

        CodesByHash(bytes, from[..others.Length], sizes[..others.Length], found);
        for (var i = 0; i < others.Length; i++)
        {
            codes[others[i]] = found[i];
            _numbered.Add(bytes.Slice(from[i], sizes[i]), found[i]);
        }

        _numbered = _numbered.AreOfUse ? _numbered : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CodesByHash(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<int> codes)
    {
        Span<TextKey> wanted = stackalloc TextKey[Batch];
        var slots = _slots.Slots;
        var fetched = 0UL;
        for (var i = 0; i < starts.Length; i++)
        {
            wanted[i] = TextKey.Of(bytes.Slice(starts[i], Math.Max(0, lengths[i])));
            codes[i] = (int)wanted[i].Hash & (slots.Length - 1);
            fetched |= slots[codes[i]].Key.First;
        }

        _fetched = fetched;
        for (var i = 0; i < starts.Length; i++)
        {
            // The text is in its slot or, most other times, in the next; which of the two is no branch to be guessed wrong.
            ref readonly var key = ref wanted[i];
            ref readonly var first = ref slots[codes[i]];
            ref readonly var next = ref slots[(codes[i] + 1) & (slots.Length - 1)];
            var isFirst = ((first.Key.First ^ key.First) | (first.Key.Last ^ key.Last)) == 0;
            var isNext = ((next.Key.First ^ key.First) | (next.Key.Last ^ key.Last)) == 0;
            var code = isFirst ? first.Code : next.Code;
            if (!(isFirst | isNext) || !key.IsWhole || key.Last == 0)
            {
                code = lengths[i] <= 0 ? Absent : CodeOf(bytes.Slice(starts[i], lengths[i]), key);
                slots = _slots.Slots;
            }

            codes[i] = code;
        }
    }

    private int CodeOf(ReadOnlySpan<byte> utf8, in TextKey key)
    {
        ref var slot = ref SlotOf(utf8, key);
        return slot.IsEmpty ? Add(utf8, key, ref slot) : slot.Code;
    }

    // The slot of the text, or the empty one where it belongs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ref Slot SlotOf(ReadOnlySpan<byte> utf8, in TextKey key)
    {
        var slots = _slots.Slots;
        for (var at = (int)key.Hash & (slots.Length - 1); ; at = (at + 1) & (slots.Length - 1))
        {
            ref var slot = ref slots[at];
            if (slot.IsEmpty || (slot.Key == key && (key.IsWhole || Utf8(slot.Code).SequenceEqual(utf8))))
            {
                return ref slot;
            }
        }
    }

    private int Add(ReadOnlySpan<byte> utf8, in TextKey key, ref Slot slot)
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
        slot = new Slot(key, code);
        if (Count * (_slots.Slots.Length < FewSlots ? 64L : 8L) > _slots.Slots.Length * 5L)
        {
            _slots = _slots.Grown();
        }

        return code;
    }
}
