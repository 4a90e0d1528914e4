using Mainstay.Core.Facts;
using Mainstay.Store.Audit;
using Mainstay.Store.Facts;
using Mainstay.Store.Work;

namespace Mainstay.Store.Merging;

/// <summary>Accounts that turned out to be one, and those that turned out not to be.</summary>
public sealed class MergeStore
{
    private const string Select = "SELECT account, into_id AS IntoId, at_us AS AtMicros, merged_by AS MergedBy FROM merges WHERE workspace = @workspace";

    private readonly Engine _engine;

    internal MergeStore(Engine engine) => _engine = engine;

    /// <summary>By account.</summary>
    public Task<IReadOnlyList<AccountMerge>> ListAsync(string workspace, CancellationToken cancellationToken) => _engine.ReadAsync<IReadOnlyList<AccountMerge>>(
        Workspace.Required(workspace), async session => [.. (await AllAsync(session, workspace)).Select(r => r.ToMerge())], cancellationToken);

    /// <returns>What an account is part of; null when it is one of its own.</returns>
    public Task<AccountMerge?> OfAsync(string workspace, string account, CancellationToken cancellationToken) => _engine.ReadAsync(
        Workspace.Required(workspace), async session => (await session.FirstOrDefaultAsync<Row>($"{Select} AND account = @account", new { workspace, account }))?.ToMerge(), cancellationToken);

    /// <summary>
    /// Makes an account part of another: it is scored no more, and the other has its facts as well, learned now. So every past score of
    /// either stays what it was and can be explained: nobody knew then that they are one. Its company stays its own. Again for the same
    /// two, it brings over what has come for the account since.
    /// </summary>
    /// <returns>How many facts the other has more; or null with why they cannot be merged.</returns>
    public Task<(int? Facts, string? Refusal)> MergeAsync(string workspace, string account, string into, Actor by, CancellationToken cancellationToken) =>
        _engine.WriteAsync<(int?, string?)>(
            Workspace.Required(workspace),
            async session =>
            {
                await session.LockAsync($"merges of {workspace}");
                var merges = await AllAsync(session, workspace);
                if (await RefusalAsync(session, workspace, account, into, merges) is { } refusal)
                {
                    return (null, refusal);
                }

                var now = Instant.Of(by.At).Micros;
                var arguments = new { workspace, account, into, now, by.Name, known = await NextMidnightAsync(session, workspace, by.At) };
                await session.ExecuteAsync(
                    "INSERT INTO merges (workspace, account, into_id, at_us, merged_by) VALUES (@workspace, @account, @into, @now, @Name) ON CONFLICT DO NOTHING", arguments);
                var copied = await session.ExecuteAsync(
                    """
                    INSERT INTO facts (workspace, account, kind, at_us, identity, id, updated_us, recorded_us, body)
                    SELECT workspace, @into, kind, at_us, identity, id, updated_us, @now, body FROM facts
                    WHERE workspace = @workspace AND account = @account AND kind <> 'companies'
                    ON CONFLICT (workspace, account, kind, at_us, identity) DO NOTHING
                    """,
                    arguments);
                copied += await session.ExecuteAsync(
                    $"""
                    INSERT INTO usage_days ({UsageColumns("account", "known_us")})
                    SELECT {UsageColumns("@into", "@known")} FROM usage_days d
                    WHERE workspace = @workspace AND account = @account
                      AND NOT EXISTS (SELECT 1 FROM usage_days o WHERE o.workspace = @workspace AND o.account = @into
                                        AND o.day = d.day AND o.user_key = d.user_key AND o.event_key = d.event_key)
                    ON CONFLICT (workspace, account, day, known_us, user_key, event_key) DO NOTHING
                    """,
                    arguments);
                await session.ExecuteAsync("UPDATE tasks SET account = @into WHERE workspace = @workspace AND account = @account AND done_us IS NULL", arguments);
                await session.ExecuteAsync("DELETE FROM book WHERE workspace = @workspace AND account = @account", arguments);
                await DirtyAccounts.MarkAsync(session, workspace, [into], priority: 1);
                await AuditTrail.WriteAsync(session, workspace, by, new Change("account.merged", account, After: new() { ["into"] = into, ["facts"] = copied }));
                return (copied, null);
            },
            cancellationToken);

    /// <summary>Parts an account from the one it was merged into: it is scored again, and what was copied from it goes.</summary>
    /// <returns>How many facts went; null when it is not merged.</returns>
    public Task<int?> SplitAsync(string workspace, string account, Actor by, CancellationToken cancellationToken) => _engine.WriteAsync<int?>(
        Workspace.Required(workspace),
        async session =>
        {
            await session.LockAsync($"merges of {workspace}");
            if ((await AllAsync(session, workspace)).FirstOrDefault(m => m.Account == account) is not { } merge)
            {
                return null;
            }

            // Copies were learned at the merge or later, and stand in the account as well.
            var arguments = new { workspace, account, into = merge.IntoId, merge.AtMicros };
            var gone = await session.ExecuteAsync(
                """
                DELETE FROM facts WHERE workspace = @workspace AND account = @into AND recorded_us >= @AtMicros
                  AND EXISTS (SELECT 1 FROM facts o WHERE o.workspace = @workspace AND o.account = @account
                                AND o.kind = facts.kind AND o.at_us = facts.at_us AND o.identity = facts.identity)
                """,
                arguments);
            gone += await session.ExecuteAsync(
                """
                DELETE FROM usage_days WHERE workspace = @workspace AND account = @into AND known_us >= @AtMicros
                  AND EXISTS (SELECT 1 FROM usage_days o WHERE o.workspace = @workspace AND o.account = @account
                                AND o.day = usage_days.day AND o.user_key = usage_days.user_key AND o.event_key = usage_days.event_key)
                """,
                arguments);
            await session.ExecuteAsync("DELETE FROM merges WHERE workspace = @workspace AND account = @account", arguments);
            await DirtyAccounts.MarkAsync(session, workspace, [account, merge.IntoId], priority: 1);
            await AuditTrail.WriteAsync(session, workspace, by, new Change("account.split", account, Before: new() { ["into"] = merge.IntoId, ["facts"] = gone }));
            return gone;
        },
        cancellationToken);

    private static async Task<string?> RefusalAsync(Session session, string workspace, string account, string into, IReadOnlyList<Row> merges)
    {
        if (account == into)
        {
            return $"'{account}' cannot become part of itself.";
        }

        if (merges.FirstOrDefault(m => m.Account == account) is { } already && already.IntoId != into)
        {
            return $"'{account}' is part of '{already.IntoId}' already: part them first.";
        }

        if (merges.FirstOrDefault(m => m.Account == into) is { } further)
        {
            return $"'{into}' is part of '{further.IntoId}': merge into that.";
        }

        if (merges.FirstOrDefault(m => m.IntoId == account) is { } below)
        {
            return $"'{below.Account}' is part of '{account}': part them first.";
        }

        foreach (var id in (string[])[account, into])
        {
            if (!await session.FirstOrDefaultAsync<bool>("SELECT EXISTS (SELECT 1 FROM facts WHERE workspace = @workspace AND account = @id)", new { workspace, id }))
            {
                return $"Nothing is known of an account '{id}'.";
            }
        }

        return null;
    }

    // The first midnight that may know: days of usage are seen whole, at midnights.
    private static async Task<long> NextMidnightAsync(Session session, string workspace, DateTimeOffset at)
    {
        var calendar = await BookLoader.CalendarAsync(session, workspace);
        return calendar.StartOf(calendar.DateOf(Instant.Of(at)).AddDays(1)).Micros;
    }

    private static string UsageColumns(string account, string known) =>
        $"workspace, {account}, day, {known}, user_key, event_key, at_us, events, quantity, quantity_count, duration, duration_count, errors, errors_count";

    private static Task<IReadOnlyList<Row>> AllAsync(Session session, string workspace) => session.QueryAsync<Row>($"{Select} ORDER BY account", new { workspace });

    private sealed class Row
    {
        public required string Account { get; init; }

        public required string IntoId { get; init; }

        public required long AtMicros { get; init; }

        public required string MergedBy { get; init; }

        public AccountMerge ToMerge() => new(Account, IntoId, new Instant(AtMicros).ToDateTimeOffset(), MergedBy);
    }
}

/// <param name="Account">No longer scored.</param>
/// <param name="Into">The account that has its facts.</param>
public sealed record AccountMerge(string Account, string Into, DateTimeOffset At, string By);
