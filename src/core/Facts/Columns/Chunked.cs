namespace Mainstay.Core.Facts.Columns;

/// <summary>A list that grows by whole chunks, so that growing never copies and never doubles memory.</summary>
internal sealed class Chunked<T>
    where T : unmanaged
{
    public const int ChunkBits = 18;
    public const int ChunkSize = 1 << ChunkBits;

    private readonly List<T[]> _chunks = [];
    private int _used = ChunkSize;

    public int Count => _chunks.Count == 0 ? 0 : (_chunks.Count - 1) * ChunkSize + _used;

    public void Add(T item)
    {
        var chunk = Room();
        chunk[_used++] = item;
    }

    public void AddRange(ReadOnlySpan<T> items)
    {
        while (!items.IsEmpty)
        {
            var room = Room().AsSpan(_used);
            var taken = Math.Min(room.Length, items.Length);
            items[..taken].CopyTo(room);
            _used += taken;
            items = items[taken..];
        }
    }

    /// <summary>Adds copies of an item until the list is <paramref name="count"/> long.</summary>
    public void FillTo(int count, T item)
    {
        for (var left = count - Count; left > 0;)
        {
            var room = Room().AsSpan(_used);
            var taken = Math.Min(room.Length, left);
            room[..taken].Fill(item);
            _used += taken;
            left -= taken;
        }
    }

    /// <summary>The items from an index on, as many as lie in one piece and at most <paramref name="most"/>; none beyond the end.</summary>
    public ReadOnlySpan<T> Piece(int start, int most)
    {
        var inChunk = start & (ChunkSize - 1);
        var length = Math.Min(most, Math.Min(ChunkSize - inChunk, Count - start));
        return length <= 0 ? [] : _chunks[start >> ChunkBits].AsSpan(inChunk, length);
    }

    // Small lists stay small: most kinds of most books have a few thousand rows.
    private T[] Room()
    {
        if (_used == ChunkSize)
        {
            _chunks.Add(_chunks.Count == 0 ? new T[1024] : GC.AllocateUninitializedArray<T>(ChunkSize));
            _used = 0;
        }

        var chunk = _chunks[^1];
        if (_used == chunk.Length)
        {
            Array.Resize(ref chunk, Math.Min(ChunkSize, chunk.Length * 4));
            _chunks[^1] = chunk;
        }

        return chunk;
    }
}
