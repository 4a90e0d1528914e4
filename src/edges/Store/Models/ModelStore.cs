using System.Text.Json.Nodes;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Live;
using Mainstay.Store.Work;
using Mainstay.Store.Workspaces;

namespace Mainstay.Store.Models;

/// <summary>Published model versions, none of which ever changes, and the one each workspace runs.</summary>
public sealed class ModelStore
{
    private readonly Engine _engine;

    internal ModelStore(Engine engine) => _engine = engine;

    /// <returns>Whether the version is new.</returns>
    /// <exception cref="ImmutableRecordException">The version is there with another text.</exception>
    public Task<bool> SaveAsync(string workspace, StoredModel model, Actor by, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                await WorkspaceRow.EnsureAsync(session, workspace);
                var number = await Sequence.NextAsync(session, workspace, Sequence.Models);
                var added = await session.ExecuteAsync(
                    """
                    INSERT INTO models (workspace, name, version, number, yaml, published_us)
                    VALUES (@workspace, @Name, @Version, @number, @Yaml, @published)
                    ON CONFLICT (workspace, name, version) DO NOTHING
                    """,
                    new { workspace, number, model.Name, model.Version, model.Yaml, published = Instant.Of(model.PublishedAt).Micros });
                if (added == 0 && (await FindAsync(session, workspace, model.Name, model.Version))!.Yaml != model.Yaml)
                {
                    throw new ImmutableRecordException(
                        $"Version {model.Version} of the model '{model.Name}' is published with another text. Publish the change as a new version.");
                }

                if (added > 0)
                {
                    await AuditTrail.WriteAsync(session, workspace, by, new Change("model.published", model.Name, After: new() { ["version"] = model.Version }));
                }

                return added > 0;
            },
            cancellationToken);
    }

    /// <summary>All versions, the newest first.</summary>
    public Task<IReadOnlyList<ModelVersion>> ListAsync(string workspace, CancellationToken cancellationToken) =>
        _engine.ReadAsync<IReadOnlyList<ModelVersion>>(
            Workspace.Required(workspace),
            async session =>
            [
                .. (await session.QueryAsync<ListedRow>(
                    """
                    SELECT m.name, m.version, m.number, m.published_us AS PublishedMicros, CASE WHEN a.name IS NULL THEN 0 ELSE 1 END AS IsActive
                    FROM models m LEFT JOIN active_models a ON a.workspace = m.workspace AND a.name = m.name AND a.version = m.version
                    WHERE m.workspace = @workspace ORDER BY m.number DESC
                    """,
                    new { workspace })).Select(r => r.ToVersion()),
            ],
            cancellationToken);

    /// <returns>The version saved last, or null when the workspace has no such model.</returns>
    public Task<StoredModel?> LatestAsync(string workspace, string name, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync(
            workspace,
            async session => (await session.FirstOrDefaultAsync<Row>(
                Row.Select + " WHERE workspace = @workspace AND name = @name ORDER BY number DESC LIMIT 1", new { workspace, name }))?.ToModel(),
            cancellationToken);
    }

    /// <returns>Null when it was never saved.</returns>
    public Task<StoredModel?> ByIdAsync(string workspace, string name, string version, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync(workspace, session => FindAsync(session, workspace, name, version), cancellationToken);
    }

    /// <summary>Makes a saved version the one the workspace scores with.</summary>
    /// <param name="playbookYaml">Empty for none.</param>
    /// <exception cref="InvalidOperationException">The version was never saved.</exception>
    public Task ActivateAsync(string workspace, string modelName, string version, string playbookYaml, Actor by, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(workspace, session => ActivateAsync(session, workspace, modelName, version, playbookYaml, by), cancellationToken);
    }

    /// <summary>The same, and marks every account to be scored by it, unless another version was activated meanwhile.</summary>
    /// <param name="instead">The version that must be active; null activates whatever is.</param>
    /// <returns>False when another is active.</returns>
    /// <exception cref="InvalidOperationException">The version was never saved.</exception>
    public Task<bool> SwitchAsync(string workspace, string modelName, string version, string playbookYaml, string? instead, Actor by, CancellationToken cancellationToken) =>
        _engine.WriteAsync(
            Workspace.Required(workspace),
            async session =>
            {
                await session.LockAsync($"active model of {workspace}");
                if (instead is not null && instead != await session.FirstOrDefaultAsync<string>("SELECT version FROM active_models WHERE workspace = @workspace", new { workspace }))
                {
                    return false;
                }

                await ActivateAsync(session, workspace, modelName, version, playbookYaml, by);
                await AccountIds.MarkAllAsync(session, workspace, DirtyAccounts.Sent);
                return true;
            },
            cancellationToken);

    /// <returns>Null while the workspace has none.</returns>
    public Task<ActiveModel?> ActiveAsync(string workspace, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync(
            workspace,
            async session =>
            {
                var active = await FindActiveAsync(session, workspace);
                return active is null
                    ? null
                    : new ActiveModel((await FindAsync(session, workspace, active.Name, active.Version))!, active.PlaybookYaml);
            },
            cancellationToken);
    }

    private static async Task<int> ActivateAsync(Session session, string workspace, string modelName, string version, string playbookYaml, Actor by)
    {
        if (await FindAsync(session, workspace, modelName, version) is null)
        {
            throw new InvalidOperationException($"The workspace '{workspace}' has no version {version} of the model '{modelName}'. Save it first.");
        }

        var before = await FindActiveAsync(session, workspace);
        if (before is { } same && (same.Name, same.Version, same.PlaybookYaml) == (modelName, version, playbookYaml))
        {
            return 0;
        }

        await session.ExecuteAsync(
            """
            INSERT INTO active_models (workspace, name, version, playbook_yaml)
            VALUES (@workspace, @modelName, @version, @playbookYaml)
            ON CONFLICT (workspace) DO UPDATE SET
                name = excluded.name, version = excluded.version, playbook_yaml = excluded.playbook_yaml
            """,
            new { workspace, modelName, version, playbookYaml });
        await AuditTrail.WriteAsync(session, workspace, by, new Change(
            "model.activated", modelName, before is null ? null : Active(before.Name, before.Version, before.PlaybookYaml), Active(modelName, version, playbookYaml)));

        // What the book shows from now on is what this version says.
        if (await LiveWorkspaces.IsLiveAsync(session, workspace))
        {
            await AccountIds.MarkAllAsync(session, workspace, DirtyAccounts.Timely);
        }

        return 1;
    }

    /// <summary>Name and version of what the workspace is scored by; null while it has none.</summary>
    internal static async Task<ActiveVersion?> ActiveVersionAsync(Session session, string workspace) =>
        await FindActiveAsync(session, workspace) is { } row ? new ActiveVersion(row.Name, row.Version, row.PlaybookYaml) : null;

    private static Task<ActiveRow?> FindActiveAsync(Session session, string workspace) => session.FirstOrDefaultAsync<ActiveRow>(
        "SELECT name, version, playbook_yaml AS PlaybookYaml FROM active_models WHERE workspace = @workspace", new { workspace });

    private static JsonObject Active(string name, string version, string playbooks) => new() { ["model"] = name, ["version"] = version, ["playbooks"] = playbooks };

    private static async Task<StoredModel?> FindAsync(Session session, string workspace, string name, string version) =>
        (await session.FirstOrDefaultAsync<Row>(
            Row.Select + " WHERE workspace = @workspace AND name = @name AND version = @version", new { workspace, name, version }))?.ToModel();

    private sealed class ListedRow
    {
        public required string Name { get; init; }

        public required string Version { get; init; }

        public required long Number { get; init; }

        public required long PublishedMicros { get; init; }

        public required int IsActive { get; init; }

        public ModelVersion ToVersion() => new(Name, Version, Number, new Instant(PublishedMicros).ToDateTimeOffset(), IsActive != 0);
    }

    private sealed class ActiveRow
    {
        public required string Name { get; init; }

        public required string Version { get; init; }

        public required string PlaybookYaml { get; init; }
    }

    private sealed class Row
    {
        public const string Select = "SELECT name, version, yaml, published_us AS PublishedMicros FROM models";

        public required string Name { get; init; }

        public required string Version { get; init; }

        public required string Yaml { get; init; }

        public required long PublishedMicros { get; init; }

        public StoredModel ToModel() => new(Name, Version, Yaml, new Instant(PublishedMicros).ToDateTimeOffset());
    }
}
