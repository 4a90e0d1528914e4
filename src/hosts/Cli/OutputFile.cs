using Mainstay.Runtime;

namespace Mainstay.Cli;

/// <summary>
/// Where a command writes: the terminal, or a file that comes into being only when all of it was written.
/// </summary>
public sealed class OutputFile : IAsyncDisposable
{
    private readonly string? _path;

    private OutputFile(string? path, TextWriter writer)
    {
        _path = path;
        Writer = writer;
    }

    public TextWriter Writer { get; }

    /// <exception cref="UserException">The file cannot be written.</exception>
    public static OutputFile Open(string? path, TextWriter terminal)
    {
        if (path is null)
        {
            return new OutputFile(null, terminal);
        }

        ThrowIfNotWritable(path);
        try
        {
            return new OutputFile(path, new StreamWriter(Unfinished(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserException($"Cannot write {path}: {e.Message}", e);
        }
    }

    /// <exception cref="UserException">It is a folder, or there is none to write it in.</exception>
    internal static void ThrowIfNotWritable(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UserException($"Cannot write {path}: it is a folder. Name a file.");
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw new UserException($"Cannot write {path}: there is no folder {folder}.");
        }
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        await Writer.FlushAsync(cancellationToken);
        if (_path is not null)
        {
            await Writer.DisposeAsync();
            File.Move(Unfinished(_path), _path, overwrite: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_path is not null)
        {
            await Writer.DisposeAsync();
            File.Delete(Unfinished(_path));
        }
    }

    private static string Unfinished(string path) => path + ".unfinished";
}
