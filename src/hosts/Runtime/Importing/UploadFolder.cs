namespace Mainstay.Runtime.Importing;

/// <summary>Files that were sent, in a folder of their own that ends with their import. Nobody else on the machine may read it.</summary>
public sealed class UploadFolder : IDisposable
{
    private readonly List<string> _files = [];

    public UploadFolder() => Path = Directory.CreateTempSubdirectory("mainstay-import-").FullName;

    public string Path { get; }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Files => _files;

    /// <summary>Bytes of all of them.</summary>
    public long Length => _files.Sum(f => new FileInfo(System.IO.Path.Combine(Path, f)).Length);

    /// <summary>Whether a file can be called so: a plain name, of letters, digits and a few marks.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 100 && !name.StartsWith('.') && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    /// <exception cref="ArgumentException">It is no name, or there is a file of that name already.</exception>
    public async Task AddAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        if (!IsName(name) || _files.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{name}' is no name for a file here, or was sent twice: use letters, digits, dots and dashes, such as tickets.csv.", nameof(name));
        }

        _files.Add(name);
        await using var file = new FileStream(System.IO.Path.Combine(Path, name), FileMode.CreateNew);
        await content.CopyToAsync(file, cancellationToken);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
