using Mainstay.Store.Workspaces;

namespace Mainstay.Store.Work;

/// <summary>Jobs that wait, run and have run. Each is done at least once; one that is claimed and not finished in time is due again.</summary>
public sealed class JobStore
{
    private readonly Engine _engine;

    internal JobStore(Engine engine) => _engine = engine;

    /// <param name="key">While one of this kind and key waits, no second one is added.</param>
    /// <param name="after">How long it waits at least; zero for now.</param>
    /// <returns>The id of the job that waits: the new one, or the one that was there.</returns>
    public Task<long> AddAsync(string workspace, string kind, string key, string payload, TimeSpan after, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                await WorkspaceRow.EnsureAsync(session, workspace);
                var id = await Sequence.NextAsync(session, workspace, Sequence.Jobs);
                var added = await session.ExecuteAsync(
                    $"""
                    INSERT INTO jobs (workspace, id, kind, key, payload, created_us, attempts, due_us)
                    VALUES (@workspace, @id, @kind, @key, @payload, {session.Now}, 0, {session.Now} + @after)
                    ON CONFLICT DO NOTHING
                    """,
                    new { workspace, id, kind, key, payload, after = Micros(after) });
                return added > 0
                    ? id
                    : await session.FirstOrDefaultAsync<long>(
                        "SELECT id FROM jobs WHERE workspace = @workspace AND kind = @kind AND key = @key AND due_us IS NOT NULL", new { workspace, kind, key });
            },
            cancellationToken);
    }

    /// <summary>Takes the first jobs that are due. Unless they are finished, they are due again when the lease ends.</summary>
    /// <param name="most">At least 1.</param>
    public Task<IReadOnlyList<Job>> ClaimAsync(string workspace, int most, TimeSpan lease, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return _engine.WriteAsync<IReadOnlyList<Job>>(
            workspace,
            async session =>
            {
                await session.LockAsync($"jobs of {workspace}");
                var rows = await session.QueryAsync<JobRow>(
                    $"""
                    UPDATE jobs SET attempts = attempts + 1, due_us = {session.Now} + @lease
                    WHERE workspace = @workspace AND id IN (
                        SELECT id FROM jobs WHERE workspace = @workspace AND due_us <= {session.Now} ORDER BY due_us, id LIMIT @most)
                    RETURNING {JobRow.Columns}
                    """,
                    new { workspace, most, lease = Micros(lease) });
                return [.. rows.OrderBy(r => r.Id).Select(r => r.ToJob(workspace))];
            },
            cancellationToken);
    }

    /// <param name="result">What came of it, for people; null for nothing to say.</param>
    /// <returns>False when it was finished before, or another has claimed it since.</returns>
    public Task<bool> FinishAsync(Job job, string? result, CancellationToken cancellationToken) => UpdateAsync(
        job, session => $"due_us = NULL, finished_us = {session.Now}, result = @text, last_error = NULL", result, 0, cancellationToken);

    /// <param name="error">What went wrong, for people.</param>
    /// <param name="retryAfter">When it is due again; null gives it up.</param>
    /// <returns>False when it was finished before, or another has claimed it since.</returns>
    public Task<bool> FailAsync(Job job, string error, TimeSpan? retryAfter, CancellationToken cancellationToken) => UpdateAsync(
        job,
        session => retryAfter is null ? "due_us = NULL, last_error = @text" : $"due_us = {session.Now} + @after, last_error = @text",
        error,
        Micros(retryAfter ?? TimeSpan.Zero),
        cancellationToken);

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<Job>> ListAsync(string workspace, int most, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync<IReadOnlyList<Job>>(
            workspace,
            async session =>
            [
                .. (await session.QueryAsync<JobRow>(
                    $"SELECT {JobRow.Columns} FROM jobs WHERE workspace = @workspace ORDER BY id DESC LIMIT @most", new { workspace, most }))
                    .Select(r => r.ToJob(workspace)),
            ],
            cancellationToken);
    }

    private Task<bool> UpdateAsync(Job job, Func<Session, string> set, string? text, long after, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(job.Workspace),
        async session => await session.ExecuteAsync(
            $"UPDATE jobs SET {set(session)} WHERE workspace = @Workspace AND id = @Id AND attempts = @Attempts AND due_us IS NOT NULL",
            new { job.Workspace, job.Id, job.Attempts, text, after }) > 0,
        cancellationToken);

    private static long Micros(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;
}
