using System.Globalization;
using Mainstay.Runtime;

namespace Mainstay.Cli;

/// <summary>
/// A file that is written piece by piece and comes into being when all of it is there. Until then PATH.part holds what is
/// written and PATH.part.journal what it follows from and up to which byte it is whole, so that a run that was stopped,
/// killed or cut off from power is gone on with.
/// </summary>
public sealed class ResumableFile : IDisposable
{
    /// <summary>After so many bytes more, what is written is put on the disk and noted.</summary>
    private const int BytesPerNote = 4 << 20;

    private readonly string _path;
    private readonly FileStream _part;
    private FileStream? _journal;
    private long _noted;
    private int _done;
    private bool _isCommitted;

    private ResumableFile(string path, FileStream part) => (_path, _part) = (path, part);

    public string PartPath => _path + ".part";

    public long Length => _part.Position;

    private string JournalPath => PartPath + ".journal";

    /// <summary>Touches nothing that an earlier run has left, and keeps other runs off.</summary>
    /// <exception cref="UserException">The file cannot be written, or another run writes it.</exception>
    public static ResumableFile Open(string path)
    {
        OutputFile.ThrowIfNotWritable(path);
        try
        {
            return new ResumableFile(path, new FileStream(path + ".part", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"Cannot write {path}: {e.Message}", e);
        }
    }

    /// <summary>Goes on where an earlier run of the same origin was stopped, or begins with the header.</summary>
    /// <param name="origin">What the file follows from; no value holds a line end.</param>
    /// <returns>How much is done, and what of the origin has changed; null when nothing has.</returns>
    public (int Done, string? Changed) Begin(IReadOnlyList<(string What, string Is)> origin, ReadOnlySpan<byte> header)
    {
        var lines = File.Exists(JournalPath) ? File.ReadAllLines(JournalPath) : [];
        var changed = lines.Length < origin.Count ? null : origin.Where((o, i) => lines[i] != $"{o.What}: {o.Is}").Select(o => o.What).FirstOrDefault();
        var note = changed is null ? LastNote(lines.Skip(origin.Count)) : null;
        _part.SetLength(note?.Bytes ?? 0);
        _part.Position = _part.Length;
        if (note is null)
        {
            _part.Write(header);
        }

        _journal = new FileStream(JournalPath, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _journal.Write(System.Text.Encoding.UTF8.GetBytes(string.Concat(origin.Select(o => $"{o.What}: {o.Is}\n"))));
        Note(note?.Done ?? 0);
        return (_done, changed);
    }

    public void Write(ReadOnlySpan<byte> bytes) => _part.Write(bytes);

    /// <summary>Everything up to here is written. Noted now and then.</summary>
    public void Reached(int done)
    {
        if (_part.Position - _noted >= BytesPerNote)
        {
            Note(done);
        }
    }

    /// <summary>Notes how far it came, for the next run. False when there is nothing to go on with.</summary>
    public bool TryKeep(int done)
    {
        if (done > 0 && _journal is not null)
        {
            Note(done);
        }

        return _done > 0;
    }

    /// <summary>The file is complete: it takes the place of an older one.</summary>
    public void Commit()
    {
        _part.Flush(flushToDisk: true);
        File.Move(PartPath, _path, overwrite: true);
        _isCommitted = true;
    }

    public void Dispose()
    {
        // What was not begun is an earlier run's, unless nothing is in it.
        var isEmpty = _journal is null ? _part.Length == 0 : _done == 0;
        _journal?.Dispose();
        if (_isCommitted || isEmpty)
        {
            File.Delete(JournalPath);
        }

        if (!_isCommitted && isEmpty)
        {
            File.Delete(PartPath);
        }

        // Closed last: closing lets other runs in.
        _part.Dispose();
    }

    private void Note(int done)
    {
        // First the bytes, then the line that vouches for them.
        _part.Flush(flushToDisk: true);
        _journal!.Write(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{done} {_part.Position}.\n")));
        _journal.Flush(flushToDisk: true);
        (_done, _noted) = (done, _part.Position);
    }

    // A line that was cut off has no full stop.
    private (int Done, long Bytes)? LastNote(IEnumerable<string> lines)
    {
        foreach (var line in lines.Reverse().Where(l => l.EndsWith('.')))
        {
            if (line[..^1].Split(' ') is [var done, var bytes]
                && int.TryParse(done, NumberStyles.None, CultureInfo.InvariantCulture, out var d)
                && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var b)
                && b <= _part.Length)
            {
                return (d, b);
            }
        }

        return null;
    }
}
