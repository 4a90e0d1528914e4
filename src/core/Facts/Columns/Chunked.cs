namespace Mainstay.Core.Facts.Columns;

/// <summary>A list that grows by whole chunks, so that growing never copies and never doubles memory.</summary>
internal sealed class Chunked<T>
{
    public const int ChunkBits = 18;
    public const int ChunkSize = 1 << ChunkBits;

    private readonly List<T[]> _chunks = [];
    private int _used = ChunkSize;

    public int Count => _chunks.Count == 0 ? 0 : (_chunks.Count - 1) * ChunkSize + _used;

    public IReadOnlyList<T[]> Chunks => _chunks;

    public T this[int index]
    {
        get => _chunks[index >> ChunkBits][index & (ChunkSize - 1)];
        set => _chunks[index >> ChunkBits][index & (ChunkSize - 1)] = value;
    }

    public void Add(T item)
    {
        if (_used == ChunkSize)
        {
            // Small lists stay small: most kinds of most books have a few thousand rows.
            _chunks.Add(_chunks.Count == 0 ? new T[1024] : new T[ChunkSize]);
            _used = 0;
        }

        var chunk = _chunks[^1];
        if (_used == chunk.Length)
        {
            Array.Resize(ref chunk, Math.Min(ChunkSize, chunk.Length * 4));
            _chunks[^1] = chunk;
        }

        chunk[_used++] = item;
    }

    /// <summary>Adds copies of an item until the list is <paramref name="count"/> long.</summary>
    public void FillTo(int count, T item)
    {
        while (Count < count)
        {
            Add(item);
        }
    }
}
