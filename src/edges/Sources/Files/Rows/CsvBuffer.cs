namespace Mainstay.Sources.Files.Rows;

/// <summary>The bytes of a file that are not used up yet, at least as many as the row being read.</summary>
internal sealed class CsvBuffer(Stream stream) : IDisposable
{
    private byte[] _bytes = new byte[256 * 1024];
    private int _start;
    private int _end;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(_start, _end - _start);

    /// <summary>No more will come.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Reads the beginning, drops a byte order mark and refuses what is no UTF-8 text at all.</summary>
    /// <param name="format">What the file should be saved or exported as.</param>
    /// <exception cref="UnreadableFileException">It is another kind of file.</exception>
    public async Task StartAsync(string format, CancellationToken cancellationToken)
    {
        while (Bytes.Length < 4 && !IsComplete)
        {
            await FillAsync(cancellationToken);
        }

        if (Bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            Consume(3);
        }
        else if (Bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, 0, _, ..] or [_, 0, _, 0, ..])
        {
            throw new UnreadableFileException($"The file is UTF-16 text. Save it as {format} UTF-8.");
        }
        else if (Bytes.StartsWith("PK\u0003\u0004"u8))
        {
            throw new UnreadableFileException($"The file is a spreadsheet or zip archive. Export it as {format}, plain or compressed with gzip.");
        }
    }

    public void Consume(int count) => _start += count;

    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            Bytes.CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var read = await stream.ReadAsync(_bytes.AsMemory(_end), cancellationToken);
        _end += read;
        IsComplete = read == 0;
    }

    /// <summary>Bytes from behind those that are held; 0 at the end.</summary>
    public int ReadOn(Span<byte> bytes) => stream.Read(bytes);

    public void Dispose() => stream.Dispose();
}
