namespace Mainstay.Sources.Files.Blocks;

/// <summary>A piece of a file: whole rows, and behind them some bytes that were read ahead.</summary>
internal sealed class Block
{
    private byte[] _bytes = [];

    /// <summary>Place in the file, from 0.</summary>
    public int Number { get; set; }

    /// <summary>Bytes of the rows; the rest was read ahead and is the next block's.</summary>
    public int End { get; set; }

    public int Filled { get; set; }

    /// <summary>No byte of the file is behind these.</summary>
    public bool IsComplete { get; set; }

    public bool HasQuotes { get; set; }

    /// <summary>The block is the beginning of one line that is far too long; the rest of it is in no block.</summary>
    public bool IsCutLine { get; set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Filled);

    /// <summary>The rows, the last of them with a line end even where the file ends without one.</summary>
    public ReadOnlySpan<byte> Rows => _bytes.AsSpan(0, End > 0 && _bytes[End - 1] != '\n' ? End + 1 : End);

    public void Start(ReadOnlySpan<byte> carried)
    {
        (End, Filled, IsComplete, HasQuotes, IsCutLine) = (0, 0, false, false, false);
        carried.CopyTo(Room(carried.Length));
        Filled = carried.Length;
    }

    /// <summary>At least <paramref name="length"/> bytes behind the filled ones.</summary>
    public Span<byte> Room(int length)
    {
        if (_bytes.Length - Filled <= length)
        {
            Array.Resize(ref _bytes, Filled + length + 1);
        }

        return _bytes.AsSpan(Filled, length);
    }

    public void Seal()
    {
        if (End == Filled)
        {
            Room(1)[0] = (byte)'\n';
        }
    }
}
