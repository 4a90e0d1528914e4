using Mainstay.Core.Scores.Reports;

namespace Mainstay.Store.Snapshots;

/// <summary>Takes kept days by chance, each equally likely.</summary>
internal static class SnapshotSample
{
    public static async Task<IReadOnlyList<IReadOnlyList<ScoreSnapshot>>> ReadAsync(Session session, string workspace, int most)
    {
        var words = await WordList.LoadAsync(session, workspace);
        var keys = await session.QueryAsync<Key>(
            """
            SELECT account, day, model_version AS ModelVersion FROM (
                SELECT DISTINCT account, day, model_version FROM snapshots WHERE workspace = @workspace) AS days
            ORDER BY random() LIMIT @most
            """,
            new { workspace, most });
        var sample = new List<IReadOnlyList<ScoreSnapshot>>();
        foreach (var key in keys.OrderBy(k => k.Account, StringComparer.Ordinal).ThenBy(k => k.Day, StringComparer.Ordinal))
        {
            var rows = await session.QueryAsync<SnapshotRow>(
                SnapshotRow.Select + " WHERE workspace = @workspace AND account = @Account AND day = @Day AND model_version = @ModelVersion ORDER BY score",
                new { workspace, key.Account, key.Day, key.ModelVersion });
            sample.Add([.. rows.Select(r => r.ToSnapshot(words))]);
        }

        return sample;
    }

    private sealed class Key
    {
        public required string Account { get; init; }

        public required string Day { get; init; }

        public required string ModelVersion { get; init; }
    }
}
