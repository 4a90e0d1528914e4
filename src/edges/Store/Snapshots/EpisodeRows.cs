using Mainstay.Core.Playbooks;

namespace Mainstay.Store.Snapshots;

/// <summary>Where each playbook stands with each account: the day it has come to, and since when an episode runs.</summary>
internal static class EpisodeRows
{
    private const string Select = "SELECT playbook, account, day, since FROM episodes WHERE workspace = @workspace";

    public static async Task<IReadOnlyDictionary<(string Playbook, string AccountId), EpisodePosition>> AllAsync(Session session, string workspace) =>
        ByKey(await session.QueryAsync<Row>(Select, new { workspace }));

    public static async Task<IReadOnlyDictionary<(string Playbook, string AccountId), EpisodePosition>> OfAsync(
        Session session, string workspace, IReadOnlyCollection<string> accounts)
    {
        using var select = session.Prepare($"{Select} AND {session.IsAmong("account", "accounts")}", "workspace", "accounts");
        return ByKey(await select.QueryAsync<Row>([workspace, session.Among(accounts)], session.CancellationToken));
    }

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

    private static Dictionary<(string, string), EpisodePosition> ByKey(IEnumerable<Row> rows) => rows.ToDictionary(r => (r.Playbook, r.Account), r => r.ToPosition());

    private sealed class Row
    {
        public required string Playbook { get; init; }

        public required string Account { get; init; }

        public required string Day { get; init; }

        public string? Since { get; init; }

        public EpisodePosition ToPosition() =>
            new(Days.Parse(Day), Since is null ? EpisodeState.None : new EpisodeState.Running(Days.Parse(Since)));
    }
}
