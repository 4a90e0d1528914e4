using System.Text.Json.Nodes;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;

namespace Mainstay.Store.Tasks;

/// <summary>The tasks that playbooks have opened.</summary>
public sealed class TaskStore
{
    private readonly Engine _engine;

    internal TaskStore(Engine engine) => _engine = engine;

    /// <summary>Open tasks by due date, of equal ones the more urgent first; done ones with the last done first.</summary>
    /// <param name="open">True for the open ones, false for the done ones.</param>
    /// <param name="assignee">Null for everybody's.</param>
    /// <param name="account">Null for all accounts'.</param>
    public Task<IReadOnlyList<StoredTask>> ListAsync(
        string workspace, bool open, string? assignee, string? account, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        var sql = TaskRow.Select + " WHERE workspace = @workspace"
            + (open ? " AND done_us IS NULL" : " AND done_us IS NOT NULL")
            + (assignee is null ? "" : " AND assignee = @assignee")
            + (account is null ? "" : " AND account = @account")
            + (open ? " ORDER BY due_on, priority DESC, key" : " ORDER BY done_us DESC, key");
        return _engine.ReadAsync<IReadOnlyList<StoredTask>>(
            workspace,
            async session => [.. (await session.QueryAsync<TaskRow>(sql, new { workspace, assignee, account })).Select(r => r.ToTask())],
            cancellationToken);
    }

    /// <param name="by">Who says so.</param>
    /// <returns>Whether it changed: false when the task is done already or unknown.</returns>
    public Task<bool> CompleteAsync(string workspace, string key, Actor by, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                var isNew = await session.ExecuteAsync(
                    "UPDATE tasks SET done_us = @done, done_by = @Name WHERE workspace = @workspace AND key = @key AND done_us IS NULL",
                    new { workspace, key, by.Name, done = Instant.Of(by.At).Micros }) > 0;
                if (isNew)
                {
                    await AuditTrail.WriteAsync(session, workspace, by, new Change("task.done", key, State(null), State(by.Name)));
                }

                return isNew;
            },
            cancellationToken);
    }

    /// <returns>Whether it changed: false when the task is open or unknown.</returns>
    public Task<bool> ReopenAsync(string workspace, string key, Actor by, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                var task = await session.FirstOrDefaultAsync<TaskRow>(
                    TaskRow.Select + " WHERE workspace = @workspace AND key = @key AND done_us IS NOT NULL", new { workspace, key });
                var isNew = task is not null && await session.ExecuteAsync(
                    "UPDATE tasks SET done_us = NULL, done_by = NULL WHERE workspace = @workspace AND key = @key AND done_us IS NOT NULL",
                    new { workspace, key }) > 0;
                if (isNew)
                {
                    await AuditTrail.WriteAsync(session, workspace, by, new Change("task.reopened", key, State(task!.DoneBy), State(null)));
                }

                return isNew;
            },
            cancellationToken);
    }

    private static JsonObject State(string? doneBy) => doneBy is null ? new() { ["state"] = "open" } : new() { ["state"] = "done", ["by"] = doneBy };
}
