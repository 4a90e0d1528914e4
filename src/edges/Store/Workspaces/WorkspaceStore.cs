using Mainstay.Core.Facts;

namespace Mainstay.Store.Workspaces;

/// <summary>The workspaces of a database.</summary>
public sealed class WorkspaceStore
{
    private readonly Engine _engine;

    internal WorkspaceStore(Engine engine) => _engine = engine;

    /// <summary>All of them, in ordinal order of their ids.</summary>
    public Task<IReadOnlyList<WorkspaceDescription>> ListAsync(CancellationToken cancellationToken) =>
        _engine.ReadAcrossAsync<IReadOnlyList<WorkspaceDescription>>(
            async session =>
            [
                .. (await session.QueryAsync<Row>(
                    "SELECT workspace AS Id, name, zone_id AS ZoneId, created_us AS CreatedMicros FROM workspaces ORDER BY workspace"))
                    .Select(r => r.ToDescription()),
            ],
            cancellationToken);

    /// <summary>
    /// Those in which something waits to be done now: accounts to score, jobs, or messages to deliver. It is claimed workspace by
    /// workspace.
    /// </summary>
    public Task<IReadOnlyList<string>> WithWorkAsync(CancellationToken cancellationToken) =>
        _engine.ReadAcrossAsync(
            session => session.QueryAsync<string>(
                $"""
                SELECT w.workspace FROM workspaces w
                WHERE EXISTS (SELECT 1 FROM dirty d WHERE d.workspace = w.workspace)
                   OR EXISTS (SELECT 1 FROM jobs j WHERE j.workspace = w.workspace AND j.due_us <= {session.Now})
                   OR EXISTS (SELECT 1 FROM outbox o WHERE o.workspace = w.workspace AND o.due_us <= {session.Now})
                ORDER BY w.workspace
                """),
            cancellationToken);

    /// <summary>Makes the workspace, or changes its name and zone.</summary>
    /// <param name="name">What people call it; null for its id.</param>
    /// <param name="zoneId">IANA id of the zone whose midnights begin the workspace's days.</param>
    /// <exception cref="TimeZoneNotFoundException">There is no such zone.</exception>
    public Task SaveAsync(string workspace, string? name, string zoneId, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId).Id;
        return _engine.WriteAsync(
            workspace,
            session => session.ExecuteAsync(
                $"""
                INSERT INTO workspaces (workspace, name, zone_id, created_us) VALUES (@workspace, @name, @zone, {session.Now})
                ON CONFLICT (workspace) DO UPDATE SET name = excluded.name, zone_id = excluded.zone_id
                """,
                new { workspace, name, zone }),
            cancellationToken);
    }

    private sealed class Row
    {
        public required string Id { get; init; }

        public string? Name { get; init; }

        public required string ZoneId { get; init; }

        public long? CreatedMicros { get; init; }

        public WorkspaceDescription ToDescription() =>
            new(Id, Name ?? Id, ZoneId, CreatedMicros is { } created ? new Instant(created).ToDateTimeOffset() : null);
    }
}

/// <param name="Id">What every row of the workspace begins with.</param>
/// <param name="Name">What people call it.</param>
/// <param name="ZoneId">IANA id of the zone whose midnights begin its days.</param>
/// <param name="CreatedAt">Null when it is older than this was kept.</param>
public sealed record WorkspaceDescription(string Id, string Name, string ZoneId, DateTimeOffset? CreatedAt);
