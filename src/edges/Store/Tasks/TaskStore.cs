using System.Text.Json.Nodes;
using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Teams;

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
        string workspace, bool open, string? assignee, string? account, CancellationToken cancellationToken) =>
        ListAsync(workspace, open, assignee, account, Reach.All, cancellationToken);

    /// <summary>Open ones and done ones, of accounts within reach and of tasks that are for those people.</summary>
    public async Task<IReadOnlyList<StoredTask>> AllAsync(string workspace, Reach reach, CancellationToken cancellationToken) =>
    [
        .. await ListAsync(workspace, open: true, assignee: null, account: null, reach, cancellationToken),
        .. await ListAsync(workspace, open: false, assignee: null, account: null, reach, cancellationToken),
    ];

    /// <summary>The same, of accounts within reach and of tasks that are for those people.</summary>
    public Task<IReadOnlyList<StoredTask>> ListAsync(
        string workspace, bool open, string? assignee, string? account, Reach reach, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        var sql = TaskRow.Select + " WHERE workspace = @workspace"
            + (open ? " AND done_us IS NULL" : " AND done_us IS NOT NULL")
            + (assignee is null ? "" : " AND assignee = @assignee")
            + (account is null ? "" : " AND account = @account")
            + ReachFilter.AndOfTask(reach)
            + (open ? " ORDER BY due_on, priority DESC, key" : " ORDER BY done_us DESC, key");
        return _engine.ReadAsync<IReadOnlyList<StoredTask>>(
            workspace,
            async session => [.. (await session.QueryAsync<TaskRow>(sql, ReachFilter.With(new { workspace, assignee, account }, reach))).Select(r => r.ToTask())],
            cancellationToken);
    }

    /// <summary>Whether a task is within reach. Where all are, unknown ones are too.</summary>
    public async Task<bool> IsWithinAsync(string workspace, Reach reach, string key, CancellationToken cancellationToken) => reach.People is null || await _engine.ReadAsync(
        Workspace.Required(workspace),
        session => session.FirstOrDefaultAsync<bool>(
            $"SELECT EXISTS (SELECT 1 FROM tasks WHERE workspace = @workspace AND key = @key{ReachFilter.AndOfTask(reach)})", ReachFilter.With(new { workspace, key }, reach)),
        cancellationToken);

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

    /// <summary>Keeps what somebody says of a task; who says something else later is believed.</summary>
    /// <returns>Whether it changed: false when that is what was said already, or the task is unknown.</returns>
    public Task<bool> JudgeAsync(string workspace, string key, TaskFeedback feedback, Actor by, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        var word = Word(feedback);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                var task = await session.FirstOrDefaultAsync<TaskRow>(TaskRow.Select + " WHERE workspace = @workspace AND key = @key", new { workspace, key });
                if (task is null || task.Feedback == word)
                {
                    return false;
                }

                await session.ExecuteAsync(
                    "UPDATE tasks SET feedback = @word, feedback_by = @Name, feedback_us = @at WHERE workspace = @workspace AND key = @key",
                    new { workspace, key, word, by.Name, at = Instant.Of(by.At).Micros });
                await AuditTrail.WriteAsync(session, workspace, by, new Change("task.judged", key, Said(task.Feedback), Said(word)));
                return true;
            },
            cancellationToken);
    }

    private static string Word(TaskFeedback feedback) => feedback switch
    {
        TaskFeedback.Valid => "valid",
        TaskFeedback.False => "false",
        TaskFeedback.Premature => "premature",
    };

    private static JsonObject Said(string? feedback) => new() { ["feedback"] = feedback };

    private static JsonObject State(string? doneBy) => doneBy is null ? new() { ["state"] = "open" } : new() { ["state"] = "done", ["by"] = doneBy };
}
