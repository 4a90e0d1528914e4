using System.Globalization;
using Mainstay.Store.Audit;
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

    /// <summary>Adds a job that whoever adds it does at once, because only they can.</summary>
    /// <param name="lease">How long it is theirs unless they renew it.</param>
    public Task<Job> BeginAsync(string workspace, string kind, string key, string payload, TimeSpan lease, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                await WorkspaceRow.EnsureAsync(session, workspace);
                var id = await Sequence.NextAsync(session, workspace, Sequence.Jobs);
                var row = await session.FirstOrDefaultAsync<JobRow>(
                    $"""
                    INSERT INTO jobs (workspace, id, kind, key, payload, created_us, attempts, due_us)
                    VALUES (@workspace, @id, @kind, @key, @payload, {session.Now}, 1, {session.Now} + @lease)
                    RETURNING {JobRow.Columns}
                    """,
                    new { workspace, id, kind, key, payload, lease = Micros(lease) });
                return row!.ToJob(workspace);
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

    /// <summary>Makes a claim last for this long from now, and tells how far the work is.</summary>
    /// <param name="progress">0 to 1; null leaves what was told.</param>
    public Task<JobSignal> RenewAsync(Job job, TimeSpan lease, double? progress, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(job.Workspace),
        async session => await session.FirstOrDefaultAsync<RenewedRow>(
            $"""
            UPDATE jobs SET due_us = {session.Now} + @lease, progress = COALESCE(@progress, progress)
            WHERE workspace = @Workspace AND id = @Id AND attempts = @Attempts AND due_us IS NOT NULL
            RETURNING cancel_us AS CancelMicros
            """,
            new { job.Workspace, job.Id, job.Attempts, lease = Micros(lease), progress }) is not { } row ? JobSignal.Lost
            : row.CancelMicros is null ? JobSignal.GoOn
            : JobSignal.Stop,
        cancellationToken);

    /// <summary>Ends a job that nobody has begun; asks whoever does it to stop.</summary>
    /// <returns>Null where there is none of that id; else the job as it is then: one that is over stays as it is.</returns>
    public Task<Job?> CancelAsync(string workspace, long id, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        async session =>
        {
            var isNew = await session.ExecuteAsync(
                $"""
                UPDATE jobs SET cancel_us = {session.Now}, due_us = CASE WHEN attempts = 0 THEN NULL ELSE due_us END
                WHERE workspace = @workspace AND id = @id AND due_us IS NOT NULL AND cancel_us IS NULL
                """,
                new { workspace, id }) > 0;
            var job = await FindAsync(session, workspace, id);
            if (isNew)
            {
                await AuditTrail.WriteAsync(session, workspace, by, new Change("job.cancelled", string.Create(CultureInfo.InvariantCulture, $"{job!.Kind} {id}")));
            }

            return job;
        },
        cancellationToken);

    /// <summary>Gives up claimed jobs of a kind that nobody else can take over, once their time has run out.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> GiveUpAsync(string workspace, string kind, string error, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        session => session.ExecuteAsync(
            $"UPDATE jobs SET due_us = NULL, last_error = @error WHERE workspace = @workspace AND kind = @kind AND attempts > 0 AND due_us < {session.Now}",
            new { workspace, kind, error }),
        cancellationToken);

    /// <returns>Null when there is none of that id.</returns>
    public Task<Job?> FindAsync(string workspace, long id, CancellationToken cancellationToken) =>
        _engine.ReadAsync(Workspace.Required(workspace), session => FindAsync(session, workspace, id), cancellationToken);

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<Job>> ListAsync(string workspace, int most, CancellationToken cancellationToken) =>
        ListAsync(workspace, kind: null, before: null, most, cancellationToken);

    /// <summary>The newest first.</summary>
    /// <param name="kind">Null for all.</param>
    /// <param name="before">Only those with a lesser id; null from the newest on.</param>
    public Task<IReadOnlyList<Job>> ListAsync(string workspace, string? kind, long? before, int most, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync<IReadOnlyList<Job>>(
            workspace,
            async session =>
            [
                .. (await session.QueryAsync<JobRow>(
                    $"""
                    SELECT {JobRow.Columns} FROM jobs
                    WHERE workspace = @workspace AND id < @before {(kind is null ? "" : "AND kind = @kind")} ORDER BY id DESC LIMIT @most
                    """,
                    new { workspace, kind, before = before ?? long.MaxValue, most })).Select(r => r.ToJob(workspace)),
            ],
            cancellationToken);
    }

    private static async Task<Job?> FindAsync(Session session, string workspace, long id) => (await session.FirstOrDefaultAsync<JobRow>(
        $"SELECT {JobRow.Columns} FROM jobs WHERE workspace = @workspace AND id = @id", new { workspace, id }))?.ToJob(workspace);

    private Task<bool> UpdateAsync(Job job, Func<Session, string> set, string? text, long after, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(job.Workspace),
        async session => await session.ExecuteAsync(
            $"UPDATE jobs SET {set(session)} WHERE workspace = @Workspace AND id = @Id AND attempts = @Attempts AND due_us IS NOT NULL",
            new { job.Workspace, job.Id, job.Attempts, text, after }) > 0,
        cancellationToken);

    private sealed class RenewedRow
    {
        public long? CancelMicros { get; init; }
    }

    private static long Micros(TimeSpan duration) => duration.Ticks / TimeSpan.TicksPerMicrosecond;
}
