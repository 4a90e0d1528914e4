using Mainstay.Core.Facts;
using Mainstay.Store.Workspaces;

namespace Mainstay.Store.Work;

/// <summary>The accounts that wait to be scored again. They are cleared by the commit of their new scores.</summary>
public sealed class DirtyAccounts
{
    /// <summary>The priority of accounts of which something was sent: before those of <see cref="Timely"/>. It makes a workspace live.</summary>
    public const int Sent = 10;

    /// <summary>The priority of accounts that wait for their workspace to be live: of files, teams, models.</summary>
    public const int Timely = 0;

    private readonly Engine _engine;

    internal DirtyAccounts(Engine engine) => _engine = engine;

    /// <summary>Wakes who scores in this process.</summary>
    public MarkSignal Signal => _engine.Marks;

    public Task MarkAsync(string workspace, IReadOnlyCollection<string> accounts, int priority, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                await WorkspaceRow.EnsureAsync(session, workspace);
                await MarkAsync(session, workspace, accounts, priority);
                return accounts.Count;
            },
            cancellationToken);
    }

    /// <summary>The most urgent ones that are due: by priority, of equal priority those that wait longest.</summary>
    /// <param name="most">At least 1.</param>
    public Task<IReadOnlyList<DirtyAccount>> FirstAsync(string workspace, int most, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return _engine.ReadAsync<IReadOnlyList<DirtyAccount>>(
            workspace,
            session => FirstAsync(session, workspace, most),
            cancellationToken);
    }

    /// <summary>These could not be scored: they are due again later, each by how often it has failed, at most an hour.</summary>
    public Task FailAsync(string workspace, IReadOnlyCollection<(DirtyAccount Account, string Error)> failed, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session =>
            {
                using var fail = session.Prepare(
                    $"""
                    UPDATE dirty SET failures = failures + 1, last_error = @error, due_us = {session.Now} + @pause
                    WHERE workspace = @workspace AND account = @account
                    """,
                    "workspace", "account", "error", "pause");
                foreach (var (account, error) in failed.OrderBy(f => f.Account.AccountId, StringComparer.Ordinal))
                {
                    await fail.QueueAsync(workspace, account.AccountId, error, Pause(account.Failures));
                }

                return failed.Count;
            },
            cancellationToken);
    }

    /// <summary>Accounts that could not be scored and are tried again later, in ordinal order.</summary>
    public Task<IReadOnlyList<FailedAccount>> FailedAsync(string workspace, int most, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.ReadAsync<IReadOnlyList<FailedAccount>>(
            workspace,
            async session =>
            [
                .. (await session.QueryAsync<FailedRow>(
                    """
                    SELECT account, failures, last_error AS LastError, due_us AS DueMicros FROM dirty
                    WHERE workspace = @workspace AND failures > 0 ORDER BY account LIMIT @most
                    """,
                    new { workspace, most })).Select(r => r.ToAccount()),
            ],
            cancellationToken);
    }

    internal static async Task<IReadOnlyList<DirtyAccount>> FirstAsync(Session session, string workspace, int most) =>
    [
        .. (await session.QueryAsync<Row>(
            $"""
            SELECT account, since_us AS SinceMicros, priority, marks, failures FROM dirty WHERE workspace = @workspace AND due_us <= {session.Now}
            ORDER BY priority DESC, since_us, account LIMIT @most
            """,
            new { workspace, most })).Select(r => r.ToAccount()),
    ];

    /// <summary>Called in the transaction that stores what the accounts' scores depend on.</summary>
    internal static async Task MarkAsync(Session session, string workspace, IEnumerable<string> accounts, int priority)
    {
        session.HasMarked = true;
        string[] marked = [.. accounts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        await session.QueueAsync(new BulkRows(Marks(session.Now), marked.Length, workspace, marked, null, (long)priority, 1L));
    }

    /// <summary>
    /// Called in the transaction that stores their new scores. What was marked again since stays, behind all that wait already: where
    /// it kept its place, accounts that are marked without pause would be scored for ever, and no others.
    /// </summary>
    internal static async Task ClearAsync(Session session, string workspace, IEnumerable<DirtyAccount> scored)
    {
        using var clear = session.Prepare(
            "DELETE FROM dirty WHERE workspace = @workspace AND account = @account AND marks = @marks", "workspace", "account", "marks");
        using var requeue = session.Prepare(
            $"""
            UPDATE dirty SET since_us = {session.Now}, failures = 0, last_error = NULL, due_us = 0
            WHERE workspace = @workspace AND account = @account AND marks > @marks
            """,
            "workspace", "account", "marks");
        foreach (var account in scored.OrderBy(a => a.AccountId, StringComparer.Ordinal))
        {
            await clear.QueueAsync(workspace, account.AccountId, account.Marks);
            await requeue.QueueAsync(workspace, account.AccountId, account.Marks);
        }
    }

    /// <summary>Called in the transaction that stores their new scores, of accounts of which something takes effect later.</summary>
    internal static async Task DeferAsync(Session session, string workspace, IEnumerable<(string Account, TimeSpan After)> ahead)
    {
        using var defer = session.Prepare(
            $"""
            INSERT INTO dirty (workspace, account, since_us, priority, marks, due_us) VALUES (@workspace, @account, {session.Now}, 0, 1, {session.Now} + @after)
            ON CONFLICT (workspace, account) DO NOTHING
            """,
            "workspace", "account", "after");
        foreach (var (account, after) in ahead.OrderBy(a => a.Account, StringComparer.Ordinal))
        {
            await defer.QueueAsync(workspace, account, after.Ticks / TimeSpan.TicksPerMicrosecond);
        }
    }

    private static BulkTable Marks(string now) => new(
        "dirty",
        new("workspace", ColumnType.Text),
        new("account", ColumnType.Text),
        new("since_us", ColumnType.Integer) { Expression = now },
        new("priority", ColumnType.Integer),
        new("marks", ColumnType.Integer))
    {
        OnConflict = """
            (workspace, account) DO UPDATE SET marks = dirty.marks + 1,
                due_us = CASE WHEN dirty.failures = 0 THEN 0 ELSE dirty.due_us END,
                priority = CASE WHEN excluded.priority > dirty.priority THEN excluded.priority ELSE dirty.priority END
            """,
    };

    // One second, then four times as long each time.
    private static long Pause(int failures) => Math.Min(3600, (long)Math.Pow(4, Math.Min(failures, 6))) * Instant.MicrosPerSecond;

    private sealed class Row
    {
        public required string Account { get; init; }

        public required long SinceMicros { get; init; }

        public required int Priority { get; init; }

        public required long Marks { get; init; }

        public required int Failures { get; init; }

        public DirtyAccount ToAccount() => new(Account, new Instant(SinceMicros).ToDateTimeOffset(), Priority, Marks) { Failures = Failures };
    }

    private sealed class FailedRow
    {
        public required string Account { get; init; }

        public required int Failures { get; init; }

        public required string LastError { get; init; }

        public required long DueMicros { get; init; }

        public FailedAccount ToAccount() => new(Account, Failures, LastError, new Instant(DueMicros).ToDateTimeOffset());
    }
}
