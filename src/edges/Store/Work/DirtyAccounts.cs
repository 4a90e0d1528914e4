using Mainstay.Core.Facts;
using Mainstay.Store.Workspaces;

namespace Mainstay.Store.Work;

/// <summary>The accounts that wait to be scored again. They are cleared by the commit of their new scores.</summary>
public sealed class DirtyAccounts
{
    /// <summary>The priority of accounts of which something was sent: before those that only time has marked.</summary>
    internal const int Sent = 10;

    private readonly Engine _engine;

    internal DirtyAccounts(Engine engine) => _engine = engine;

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

    /// <summary>The most urgent ones: by priority, of equal priority those that wait longest.</summary>
    /// <param name="most">At least 1.</param>
    public Task<IReadOnlyList<DirtyAccount>> FirstAsync(string workspace, int most, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return _engine.ReadAsync<IReadOnlyList<DirtyAccount>>(
            workspace,
            async session =>
            [
                .. (await session.QueryAsync<Row>(
                    """
                    SELECT account, since_us AS SinceMicros, priority, marks FROM dirty WHERE workspace = @workspace
                    ORDER BY priority DESC, since_us, account LIMIT @most
                    """,
                    new { workspace, most })).Select(r => r.ToAccount()),
            ],
            cancellationToken);
    }

    /// <summary>Called in the transaction that stores what the accounts' scores depend on.</summary>
    internal static async Task MarkAsync(Session session, string workspace, IEnumerable<string> accounts, int priority)
    {
        using var mark = session.Prepare(
            $"""
            INSERT INTO dirty (workspace, account, since_us, priority, marks) VALUES (@workspace, @account, {session.Now}, @priority, 1)
            ON CONFLICT (workspace, account) DO UPDATE SET marks = dirty.marks + 1,
                priority = CASE WHEN excluded.priority > dirty.priority THEN excluded.priority ELSE dirty.priority END
            """,
            "workspace", "account", "priority");
        foreach (var account in accounts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            await mark.QueueAsync(workspace, account, (long)priority);
        }
    }

    /// <summary>Called in the transaction that changes what all scores depend on.</summary>
    internal static Task<int> MarkAllAsync(Session session, string workspace) => session.ExecuteAsync(
        $"""
        INSERT INTO dirty (workspace, account, since_us, priority, marks)
        SELECT DISTINCT workspace, account, {session.Now}, 0, 1 FROM facts WHERE workspace = @workspace
        ON CONFLICT (workspace, account) DO UPDATE SET marks = dirty.marks + 1
        """,
        new { workspace });

    /// <summary>Called in the transaction that stores their new scores. What was marked again since stays.</summary>
    internal static async Task ClearAsync(Session session, string workspace, IEnumerable<DirtyAccount> scored)
    {
        using var clear = session.Prepare(
            "DELETE FROM dirty WHERE workspace = @workspace AND account = @account AND marks = @marks", "workspace", "account", "marks");
        foreach (var account in scored.OrderBy(a => a.AccountId, StringComparer.Ordinal))
        {
            await clear.QueueAsync(workspace, account.AccountId, account.Marks);
        }
    }

    private sealed class Row
    {
        public required string Account { get; init; }

        public required long SinceMicros { get; init; }

        public required int Priority { get; init; }

        public required long Marks { get; init; }

        public DirtyAccount ToAccount() => new(Account, new Instant(SinceMicros).ToDateTimeOffset(), Priority, Marks);
    }
}
