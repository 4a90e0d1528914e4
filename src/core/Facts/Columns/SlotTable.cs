using System.Runtime.InteropServices;

namespace Mainstay.Core.Facts.Columns;

/// <summary>A place of a hash table: a key and the code given to it. <c>default</c> is empty.</summary>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
internal readonly struct Slot(TextKey key, int code)
{
    public const int Bytes = 32;

    private readonly int _oneMore = code + 1;

    public TextKey Key { get; } = key;

    public bool IsEmpty => _oneMore == 0;

    /// <summary><see cref="TextInterner.Absent"/> when empty.</summary>
    public int Code => _oneMore - 1;
}

/// <summary>Slots that begin where a line of the cache does, so that none lies across two lines.</summary>
internal sealed class SlotTable
{
    private const int Line = 64;

    private readonly ulong[] _words;
    private readonly int _start;
    private readonly int _length;

    /// <param name="slots">A power of two.</param>
    public SlotTable(int slots)
    {
        _length = slots * (Slot.Bytes / sizeof(ulong));
        _words = GC.AllocateArray<ulong>(_length + (Line / sizeof(ulong)), pinned: true);
        var past = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_words, 0) % Line);
        _start = past == 0 ? 0 : (Line - past) / sizeof(ulong);
    }

    public Span<Slot> Slots => MemoryMarshal.Cast<ulong, Slot>(_words.AsSpan(_start, _length));

    /// <summary>Twice as many slots with the same texts.</summary>
    public SlotTable Grown()
    {
        var grown = new SlotTable(Slots.Length * 2);
        var slots = grown.Slots;
        foreach (ref readonly var slot in Slots)
        {
            if (!slot.IsEmpty)
            {
                var at = (int)slot.Key.Hash & (slots.Length - 1);
                while (!slots[at].IsEmpty)
                {
                    at = (at + 1) & (slots.Length - 1);
                }

                slots[at] = slot;
            }
        }

        return grown;
    }
}
