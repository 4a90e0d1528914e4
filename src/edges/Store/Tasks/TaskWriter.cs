using Mainstay.Core.Facts;
using Mainstay.Core.Playbooks;
using Mainstay.Store.Outbox;
using Mainstay.Store.Teams;

namespace Mainstay.Store.Tasks;

/// <summary>Opens a task per decision, with the message that tells of it. A decision known by its key does neither again.</summary>
internal static class TaskWriter
{
    /// <returns>How many tasks are new.</returns>
    public static async Task<int> WriteAsync(
        Session session,
        string workspace,
        IEnumerable<TaskDecision> decisions,
        IReadOnlyDictionary<string, CompanyProfile> profiles,
        DateTimeOffset decidedAt)
    {
        var decided = Instant.Of(decidedAt).Micros;
        var added = 0;
        var hasTeams = await TeamLookup.HasTeamsAsync(session, workspace);
        foreach (var made in decisions)
        {
            var decision = !hasTeams ? made : made with
            {
                Assignee = await TeamLookup.AssigneeAsync(session, workspace, made.AccountId, made.Assignee, made.Assign, made.Day),
            };
            var isNew = await session.ExecuteAsync(
                """
                INSERT INTO tasks (workspace, key, playbook, account, account_name, title, priority, assignee, opened_on, due_on, drivers)
                VALUES (@workspace, @Key, @Playbook, @AccountId, @name, @Title, @priority, @Assignee, @opened, @due, @drivers)
                ON CONFLICT (workspace, key) DO NOTHING
                """,
                new
                {
                    workspace,
                    decision.Key,
                    decision.Playbook,
                    decision.AccountId,
                    name = profiles.TryGetValue(decision.AccountId, out var profile) ? profile.Name : decision.AccountId,
                    decision.Title,
                    priority = (int)decision.Priority,
                    decision.Assignee,
                    opened = Days.Text(decision.Day),
                    due = Days.Text(decision.DueOn),
                    drivers = StoreJson.Write(decision.Drivers),
                });
            if (isNew > 0)
            {
                var id = await Sequence.NextAsync(session, workspace, Sequence.Outbox);
                await session.ExecuteAsync(
                    """
                    INSERT INTO outbox (workspace, id, idempotency_key, channel, payload, created_us, attempts, due_us)
                    VALUES (@workspace, @id, @Key, @channel, @payload, @decided, 0, @decided)
                    """,
                    new { workspace, id, decision.Key, channel = OutboxChannels.Log, payload = StoreJson.Write(decision), decided });
                added++;
            }
        }

        return added;
    }
}
