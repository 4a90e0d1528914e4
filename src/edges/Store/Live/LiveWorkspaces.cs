using Mainstay.Core.Facts;
using Mainstay.Store.Facts;
using Mainstay.Store.Work;

namespace Mainstay.Store.Live;

/// <summary>Which workspaces the server scores by itself, and how far it has come with their days.</summary>
internal static class LiveWorkspaces
{
    public static async Task<IReadOnlyList<LiveWorkspace>> ListAsync(Session session) =>
    [
        .. (await session.QueryAsync<Row>(
            $"""
            SELECT * FROM (
                SELECT w.workspace, w.zone_id AS ZoneId, w.scored_through AS ScoredThrough,
                       (SELECT COUNT(*) FROM (SELECT 1 AS one FROM dirty d WHERE d.workspace = w.workspace AND d.due_us <= {session.Now}
                            AND (w.scored_through IS NOT NULL OR d.priority >= @sent) LIMIT 1) AS due) AS Due
                FROM workspaces w) AS live
            WHERE ScoredThrough IS NOT NULL OR Due > 0 ORDER BY workspace
            """,
            new { sent = DirtyAccounts.Sent })).Select(r => r.ToWorkspace()),
    ];

    /// <summary>Whether facts change its scores by themselves: from the first fact on that was sent.</summary>
    public static async Task<bool> IsLiveAsync(Session session, string workspace) =>
        await session.FirstOrDefaultAsync<string>("SELECT scored_through FROM workspaces WHERE workspace = @workspace", new { workspace }) is not null;

    /// <summary>
    /// When facts that are received now count as learned: after the last midnight that is being scored already, whatever the clock
    /// said when they arrived. Holds off the next midnight until the transaction ends.
    /// </summary>
    public static async Task<Instant> LearnedAsync(Session session, string workspace, Instant received)
    {
        await session.LockSharedAsync(NameOfLock(workspace));
        var closed = await session.FirstOrDefaultAsync<long?>("SELECT closed_us FROM workspaces WHERE workspace = @workspace", new { workspace });
        return closed >= received.Micros ? new Instant(closed.Value + 1) : received;
    }

    /// <summary>From here on nothing that is received was known at the midnight. Waits for what is being received.</summary>
    public static async Task CloseAsync(Session session, string workspace, Instant midnight)
    {
        await session.LockAsync(NameOfLock(workspace));
        await session.ExecuteAsync(
            "UPDATE workspaces SET closed_us = @micros WHERE workspace = @workspace AND (closed_us IS NULL OR closed_us < @micros)", new { workspace, micros = midnight.Micros });
    }

    /// <summary>The sweep that is under way, or a new one up to the day that it is, or none where every account of the day is scored.</summary>
    public static async Task<Midnights> BeginAsync(Session session, string workspace, Lease lease, Instant now)
    {
        await LeaseStore.RequireAsync(session, workspace, lease);
        var calendar = await BookLoader.CalendarAsync(session, workspace);
        var today = calendar.DateOf(now);
        var next = calendar.StartOf(today.AddDays(1));
        if (await session.FirstOrDefaultAsync<SweepRow>("SELECT last_day AS LastDay, day, after_account AS AfterAccount FROM sweeps WHERE workspace = @workspace", new { workspace }) is { } begun)
        {
            return new Midnights(Days.Parse(begun.Day), next, begun.ToSweep());
        }

        var last = await LastDayAsync(session, workspace);
        if (last >= today)
        {
            // Whoever scored the day before the workspace was live has done so for all accounts.
            await session.ExecuteAsync(
                "UPDATE workspaces SET scored_through = @day WHERE workspace = @workspace AND scored_through IS NULL", new { workspace, day = Days.Text(last.Value) });
            return new Midnights(last.Value, next, Due: null);
        }

        await CloseAsync(session, workspace, calendar.StartOf(today));
        await session.ExecuteAsync(
            "INSERT INTO sweeps (workspace, last_day, day, after_account) VALUES (@workspace, @last, @day, '')",
            new { workspace, last = last is { } kept ? Days.Text(kept) : null, day = Days.Text(today) });
        return new Midnights(today, next, new Sweep(last, today, ""));
    }

    /// <summary>Called in the transaction that stores what a part of a sweep has brought.</summary>
    public static async Task AdvanceAsync(Session session, string workspace, SweptPart part)
    {
        var day = Days.Text(part.Day);
        await session.ExecuteAsync(
            part.IsLast
                ? "DELETE FROM sweeps WHERE workspace = @workspace AND day = @day"
                : "UPDATE sweeps SET after_account = @AfterAccount WHERE workspace = @workspace AND day = @day",
            new { workspace, day, part.AfterAccount });
        if (part.IsLast)
        {
            await session.ExecuteAsync("UPDATE workspaces SET scored_through = @day WHERE workspace = @workspace", new { workspace, day });
        }
    }

    private static async Task<DateOnly?> LastDayAsync(Session session, string workspace) =>
        (await session.FirstOrDefaultAsync<string>("SELECT scored_through FROM workspaces WHERE workspace = @workspace", new { workspace })
            ?? await session.FirstOrDefaultAsync<string>("SELECT MAX(day) FROM book_scores WHERE workspace = @workspace", new { workspace })) is { } day
            ? Days.Parse(day)
            : null;

    private static string NameOfLock(string workspace) => $"midnights of {workspace}";

    private sealed class Row
    {
        public required string Workspace { get; init; }

        public required string ZoneId { get; init; }

        public string? ScoredThrough { get; init; }

        public required long Due { get; init; }

        public LiveWorkspace ToWorkspace() => new(Workspace, ZoneId, ScoredThrough is { } day ? Days.Parse(day) : null, Due > 0);
    }

    private sealed class SweepRow
    {
        public string? LastDay { get; init; }

        public required string Day { get; init; }

        public required string AfterAccount { get; init; }

        public Sweep ToSweep() => new(LastDay is { } last ? Days.Parse(last) : null, Days.Parse(Day), AfterAccount);
    }
}

/// <param name="ZoneId">IANA id of the zone whose midnights begin its days.</param>
/// <param name="ScoredThrough">The last day of which every account is scored; null before the first.</param>
/// <param name="IsDue">Whether an account waits to be scored now.</param>
public sealed record LiveWorkspace(string Id, string ZoneId, DateOnly? ScoredThrough, bool IsDue);

/// <summary>How far a workspace has come with its days.</summary>
/// <param name="Day">The newest day whose midnight is scored or being scored.</param>
/// <param name="Next">The next midnight, by the clock of who asked.</param>
/// <param name="Due">What is still to be scored; null for nothing.</param>
public sealed record Midnights(DateOnly Day, Instant Next, Sweep? Due);

/// <summary>The days after <paramref name="Last"/> up to <paramref name="Day"/> that are being scored, account by account in ordinal order.</summary>
/// <param name="Last">The last day before them that is kept; null when none is.</param>
/// <param name="Day">The newest of them.</param>
/// <param name="AfterAccount">The accounts up to this one are done; empty for none.</param>
public sealed record Sweep(DateOnly? Last, DateOnly Day, string AfterAccount);

/// <summary>The accounts of a sweep that a batch brings.</summary>
/// <param name="AfterAccount">The last of them.</param>
/// <param name="IsLast">Whether no account is left: then the day is complete.</param>
public sealed record SweptPart(DateOnly Day, string AfterAccount, bool IsLast);
