using System.Diagnostics;
using Mainstay.Core.Playbooks;

namespace Mainstay.Store.Snapshots;

/// <summary>Keeps what playbooks remember: a row while an episode runs, none while it does not.</summary>
internal static class EpisodeWriter
{
    public static async Task WriteAsync(
        Session session, string workspace, IEnumerable<(string Playbook, string AccountId, EpisodeState State)> states)
    {
        using var begin = session.Prepare(
            """
            INSERT INTO episodes (workspace, playbook, account, since) VALUES (@workspace, @playbook, @account, @since)
            ON CONFLICT (workspace, playbook, account) DO UPDATE SET since = excluded.since
            """,
            "workspace", "playbook", "account", "since");
        using var end = session.Prepare(
            "DELETE FROM episodes WHERE workspace = @workspace AND playbook = @playbook AND account = @account",
            "workspace", "playbook", "account");
        foreach (var (playbook, account, state) in states)
        {
            await (state switch
            {
                EpisodeState.Running running => begin.ExecuteAsync(workspace, playbook, account, Days.Text(running.Since)),
                EpisodeState.Idle => end.ExecuteAsync(workspace, playbook, account),
                _ => throw new UnreachableException(),
            });
        }
    }
}
