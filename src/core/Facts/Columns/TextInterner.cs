using System.Text;

namespace Mainstay.Core.Facts.Columns;

/// <summary>Gives every different text a code, counted from 0 in the order of arrival. Texts are kept as UTF-8.</summary>
public sealed class TextInterner
{
    /// <summary>Stands for absent.</summary>
    public const int Absent = -1;

    private const int LongestOnStack = 256;

    private byte[] _heap = new byte[1024];
    private int[] _ends = new int[64];
    private uint[] _hashes = new uint[64];
    private int[] _slots = NewSlots(128);
    private int _mask = 127;

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

    public int CodeOf(ReadOnlySpan<byte> utf8)
    {
        var hash = Hash(utf8);
        var slot = (int)hash & _mask;
        for (; _slots[slot] >= 0; slot = (slot + 1) & _mask)
        {
            var code = _slots[slot];
            if (_hashes[code] == hash && Utf8(code).SequenceEqual(utf8))
            {
                return code;
            }
        }

        return Add(utf8, hash, slot);
    }

    /// <summary>The code of a text that has one, or <see cref="Absent"/>.</summary>
    public int Find(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var hash = Hash(utf8);
        for (var slot = (int)hash & _mask; _slots[slot] >= 0; slot = (slot + 1) & _mask)
        {
            var code = _slots[slot];
            if (_hashes[code] == hash && Utf8(code).SequenceEqual(utf8))
            {
                return code;
            }
        }

        return Absent;
    }

    public ReadOnlySpan<byte> Utf8(int code)
    {
        var start = code == 0 ? 0 : _ends[code - 1];
        return _heap.AsSpan(start, _ends[code] - start);
    }

    public string TextOf(int code) => Encoding.UTF8.GetString(Utf8(code));

    private int Add(ReadOnlySpan<byte> utf8, uint hash, int slot)
    {
        var code = Count++;
        if (code == _ends.Length)
        {
            Array.Resize(ref _ends, code * 2);
            Array.Resize(ref _hashes, code * 2);
        }

        var start = code == 0 ? 0 : _ends[code - 1];
        if (start + utf8.Length > _heap.Length)
        {
            Array.Resize(ref _heap, Math.Max(_heap.Length * 2, start + utf8.Length));
        }

        utf8.CopyTo(_heap.AsSpan(start));
        _ends[code] = start + utf8.Length;
        _hashes[code] = hash;
        _slots[slot] = code;
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return code;
    }

    private void Grow()
    {
        _slots = NewSlots(_slots.Length * 2);
        _mask = _slots.Length - 1;
        for (var code = 0; code < Count; code++)
        {
            var slot = (int)_hashes[code] & _mask;
            while (_slots[slot] >= 0)
            {
                slot = (slot + 1) & _mask;
            }

            _slots[slot] = code;
        }
    }

    private static int[] NewSlots(int count)
    {
        var slots = new int[count];
        Array.Fill(slots, Absent);
        return slots;
    }

    // Multiply-and-fold over eight bytes at a time. Not keyed: texts are counted in their thousands per account, and a
    // flood of colliding ids slows the one who sent it.
    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var hash = (ulong)utf8.Length * Factor;
        while (utf8.Length >= 8)
        {
            hash = (hash ^ BitConverter.ToUInt64(utf8)) * Factor;
            hash ^= hash >> 32;
            utf8 = utf8[8..];
        }

        if (utf8.Length > 0)
        {
            var tail = 0UL;
            foreach (var b in utf8)
            {
                tail = (tail << 8) | b;
            }

            hash = (hash ^ tail) * Factor;
            hash ^= hash >> 32;
        }

        return (uint)(hash ^ (hash >> 29));
    }
}
