using Mainstay.Core.Facts;
using Mainstay.Store.Facts;

namespace Mainstay.Store.Usage;

/// <summary>Replaces old usage events by what each user did each day, account by account.</summary>
internal static class UsageRetention
{
    /// <summary>From when on events are kept; earlier ones are counted in days. Null while all are kept.</summary>
    public static async Task<Instant?> RawFromAsync(Session session, string workspace) =>
        await session.FirstOrDefaultAsync<long?>("SELECT raw_from_us FROM usage_retention WHERE workspace = @workspace", new { workspace }) is { } from
            ? new Instant(from)
            : null;

    /// <summary>Refuses earlier events from here on, and finds the accounts that have some.</summary>
    public static async Task<IReadOnlyList<string>> BeginAsync(Session session, string workspace, DateOnly rawFrom)
    {
        var micros = (await BookLoader.CalendarAsync(session, workspace)).StartOf(rawFrom).Micros;
        await session.ExecuteAsync(
            """
            INSERT INTO usage_retention (workspace, raw_from_us) VALUES (@workspace, @micros)
            ON CONFLICT (workspace) DO UPDATE SET
                raw_from_us = CASE WHEN excluded.raw_from_us > usage_retention.raw_from_us THEN excluded.raw_from_us ELSE usage_retention.raw_from_us END
            """,
            new { workspace, micros });
        return await session.QueryAsync<string>(
            "SELECT DISTINCT account FROM facts WHERE workspace = @workspace AND kind = 'usage' AND at_us < @micros ORDER BY account", new { workspace, micros });
    }

    /// <returns>How many events became days.</returns>
    public static async Task<long> FoldAsync(Session session, string workspace, string account)
    {
        if (await RawFromAsync(session, workspace) is not { } rawFrom)
        {
            return 0;
        }

        var history = await BookLoader.LoadRawUsageAsync(session, workspace, account, rawFrom);
        using var upsert = session.Prepare(UsageRow.Upsert, UsageRow.Parameters);
        foreach (var (day, sums) in history is null ? [] : UsageSums.Fold(history))
        {
            await upsert.QueueAsync(UsageRow.Values(workspace, account, day, sums));
        }

        return await session.ExecuteAsync(
            "DELETE FROM facts WHERE workspace = @workspace AND account = @account AND kind = 'usage' AND at_us < @rawFrom",
            new { workspace, account, rawFrom = rawFrom.Micros });
    }
}
