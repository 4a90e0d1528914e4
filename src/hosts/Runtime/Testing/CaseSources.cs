namespace Mainstay.Runtime.Testing;

/// <summary>Where cases find the model, the playbooks and the files that they name.</summary>
internal sealed class CaseSources
{
    private readonly string? _folder;
    private readonly string? _model;
    private readonly string? _playbooks;

    private CaseSources(string? folder, string? model, string? playbooks) => (_folder, _model, _playbooks) = (folder, model, playbooks);

    /// <summary>Whether there are files; what was sent must reach none of the server's.</summary>
    public bool HasFiles => _folder is not null;

    /// <summary>In the folder of the test file.</summary>
    public static CaseSources Beside(string path) => new(Path.GetDirectoryName(path) ?? "", null, null);

    /// <summary>The texts that were sent, under any name.</summary>
    public static CaseSources Sent(string model, string? playbooks) => new(null, model, playbooks);

    public string NameOf(string name) => _folder is null ? name : Path.Combine(_folder, name);

    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<string> ModelAsync(string name, CancellationToken cancellationToken) =>
        _model ?? await File.ReadAllTextAsync(NameOf(name), cancellationToken);

    /// <returns>Null when none were sent.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<string?> PlaybooksAsync(string name, CancellationToken cancellationToken) =>
        HasFiles ? await File.ReadAllTextAsync(NameOf(name), cancellationToken) : _playbooks;
}
