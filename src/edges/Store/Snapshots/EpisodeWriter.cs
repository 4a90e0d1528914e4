using Mainstay.Core.Playbooks;

namespace Mainstay.Store.Snapshots;

/// <summary>Keeps where each playbook stands with each account: the day it has come to, and since when an episode runs.</summary>
internal static class EpisodeWriter
{
    public static async Task WriteAsync(
        Session session, string workspace, IEnumerable<(string Playbook, string AccountId, EpisodePosition Position)> positions)
    {
        using var write = session.Prepare(
            """
            INSERT INTO episodes (workspace, playbook, account, day, since) VALUES (@workspace, @playbook, @account, @day, @since)
            ON CONFLICT (workspace, playbook, account) DO UPDATE SET day = excluded.day, since = excluded.since
            """,
            "workspace", "playbook", "account", "day", "since");
        foreach (var (playbook, account, position) in positions)
        {
            var since = (position.State as EpisodeState.Running)?.Since;
            await write.QueueAsync(workspace, playbook, account, Days.Text(position.Day), since is { } day ? Days.Text(day) : null);
        }
    }
}
