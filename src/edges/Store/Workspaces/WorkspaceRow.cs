namespace Mainstay.Store.Workspaces;

/// <summary>The row that every workspace has once anything is written to it.</summary>
internal static class WorkspaceRow
{
    /// <summary>Makes it where it is missing; days begin at midnight UTC until somebody says otherwise.</summary>
    public static async Task EnsureAsync(Session session, string workspace)
    {
        using var insert = session.Prepare(
            $"INSERT INTO workspaces (workspace, zone_id, created_us) VALUES (@workspace, 'UTC', {session.Now}) ON CONFLICT DO NOTHING", "workspace");
        await insert.QueueAsync(workspace);
    }
}
