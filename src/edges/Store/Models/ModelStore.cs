using Mainstay.Store.Sqlite;

namespace Mainstay.Store.Models;

/// <summary>Published model versions, none of which ever changes, and the one each workspace runs.</summary>
public sealed class ModelStore
{
    private readonly SqliteFile _file;

    internal ModelStore(SqliteFile file) => _file = file;

    /// <returns>Whether the version is new.</returns>
    /// <exception cref="ImmutableRecordException">The version is there with another text.</exception>
    public Task<bool> SaveAsync(string workspace, StoredModel model, CancellationToken cancellationToken) =>
        throw new NotSupportedException(_file.GetHashCode().ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <returns>The version saved last, or null when the workspace has no such model.</returns>
    public Task<StoredModel?> LatestAsync(string workspace, string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StoredModel?> ByIdAsync(string workspace, string name, string version, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Makes a saved version the one the workspace scores with.</summary>
    /// <param name="playbookYaml">Empty for none.</param>
    /// <exception cref="InvalidOperationException">The version was never saved.</exception>
    public Task ActivateAsync(string workspace, string modelName, string version, string playbookYaml, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <returns>Null while the workspace has none.</returns>
    public Task<ActiveModel?> ActiveAsync(string workspace, CancellationToken cancellationToken) => throw new NotSupportedException();
}
