using Mainstay.Core.Scores.Reports;
using Mainstay.Store.Book;
using Mainstay.Store.Snapshots;

namespace Mainstay.Store.Live;

/// <summary>The newest scores of accounts within a day.</summary>
internal static class ReadingRows
{
    /// <summary>Puts the readings of the accounts in place of earlier ones; an account without any is not scored now.</summary>
    public static async Task WriteAsync(Session session, string workspace, IEnumerable<string> accounts, IReadOnlyList<ScoreSnapshot> readings)
    {
        var words = await WordList.LoadAsync(session, workspace);
        await words.EnsureAsync(session, workspace, readings.SelectMany(s => SnapshotDetails.Of(s).Words()));
        using var delete = session.Prepare("DELETE FROM readings WHERE workspace = @workspace AND account = @account AND as_of_us <= @as_of_us", "workspace", "account", "as_of_us");
        using var insert = session.Prepare(
            """
            INSERT INTO readings (workspace, account, score, day, as_of_us, known_us, model, model_version, value, tier, severity, trend, coverage, details, overridden)
            VALUES (@workspace, @account, @score, @day, @as_of_us, @known_us, @model, @model_version, @value, @tier, @severity, @trend, @coverage, @details, @overridden)
            ON CONFLICT (workspace, account, score) DO NOTHING
            """,
            "workspace", "account", "score", "day", "as_of_us", "known_us", "model", "model_version", "value", "tier", "severity", "trend", "coverage", "details", "overridden");
        var moment = readings.Count == 0 ? long.MaxValue : readings.Max(r => r.Point.AsOf.Micros);
        var byAccount = readings.ToLookup(r => r.AccountId, StringComparer.Ordinal);
        foreach (var account in accounts.Order(StringComparer.Ordinal))
        {
            await delete.QueueAsync(workspace, account, moment);
            foreach (var s in byAccount[account])
            {
                await insert.QueueAsync(
                    workspace, s.AccountId, s.Score, Days.Text(s.Day), s.Point.AsOf.Micros, s.Point.KnownAt.Micros, s.Model, s.ModelVersion, s.Value, s.Tier, (long)s.Severity,
                    SnapshotRow.Text(s.Trend), s.Coverage, SnapshotDetails.Of(s).Write(words), s.Override is { } overridden ? StoreJson.Write(overridden) : null);
            }
        }
    }

    public static async Task<IReadOnlyList<ScoreSnapshot>> CurrentAsync(Session session, string workspace, string account)
    {
        var rows = await session.QueryAsync<SnapshotRow>(
            $"""
            SELECT {SnapshotRow.Columns} FROM readings
            WHERE workspace = @workspace AND account = @account AND as_of_us > COALESCE((
                SELECT as_of_us FROM snapshots WHERE workspace = @workspace AND account = @account AND is_shown = 1 ORDER BY day DESC LIMIT 1), @never)
            ORDER BY score
            """,
            new { workspace, account, never = long.MinValue });
        if (rows.Count == 0)
        {
            rows = await session.QueryAsync<SnapshotRow>(
                $"""
                {SnapshotRow.Select} WHERE workspace = @workspace AND account = @account AND is_shown = 1 AND day = (
                    SELECT MAX(day) FROM snapshots WHERE workspace = @workspace AND account = @account AND is_shown = 1)
                ORDER BY score
                """,
                new { workspace, account });
        }

        var primary = (await BookScores.FindAsync(session, workspace, null))?.Score;
        var words = await WordList.LoadAsync(session, workspace);
        return [.. rows.OrderBy(r => r.Score != primary).Select(r => r.ToSnapshot(words))];
    }
}
