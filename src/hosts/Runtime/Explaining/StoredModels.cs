using Mainstay.Core.Scores.Models;
using Mainstay.Runtime.Models;
using Mainstay.Store;
using Mainstay.Store.Models;

namespace Mainstay.Runtime.Explaining;

/// <summary>The models that explain what a workspace has scored, compiled.</summary>
internal static class StoredModels
{
    /// <returns>Null while no model is active.</returns>
    /// <exception cref="InvalidOperationException">The stored model no longer compiles.</exception>
    public static async Task<HealthModel?> ActiveAsync(Database database, string workspace, CancellationToken cancellationToken) =>
        await database.Models.ActiveAsync(workspace, cancellationToken) is { } active ? Compile(workspace, active.Model) : null;

    /// <summary>The version that an account's day is shown by.</summary>
    /// <returns>Null when nothing of the day is kept.</returns>
    /// <exception cref="InvalidOperationException">The stored model no longer compiles.</exception>
    public static async Task<HealthModel?> KeptAsync(Database database, string workspace, string accountId, DateOnly day, CancellationToken cancellationToken) =>
        await database.Snapshots.OnAsync(workspace, accountId, day, cancellationToken) is [var kept, ..] && kept.Day == day
            ? await VersionAsync(database, workspace, kept.Model, kept.ModelVersion, cancellationToken)
            : null;

    /// <returns>Null when it was never saved.</returns>
    /// <exception cref="InvalidOperationException">The stored model no longer compiles.</exception>
    public static async Task<HealthModel?> VersionAsync(Database database, string workspace, string name, string version, CancellationToken cancellationToken) =>
        await database.Models.ByIdAsync(workspace, name, version, cancellationToken) is { } stored ? Compile(workspace, stored) : null;

    private static HealthModel Compile(string workspace, StoredModel stored)
    {
        var compiled = ModelFile.CompileModel(stored.Yaml);
        return compiled.Value
            ?? throw new InvalidOperationException($"The model {stored.Name} {stored.Version} of workspace '{workspace}' does not compile: {string.Join(" ", compiled.Findings)}");
    }
}
