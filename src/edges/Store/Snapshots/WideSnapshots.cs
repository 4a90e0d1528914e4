namespace Mainstay.Store.Snapshots;

/// <summary>Moves the details of snapshots from three columns of JSON, as they were kept up to schema 9, into bytes.</summary>
internal static class WideSnapshots
{
    private const int Page = 1000;

    public static async Task CompactAsync(Session session)
    {
        foreach (var workspace in await session.QueryAsync<string>("SELECT DISTINCT workspace FROM snapshots"))
        {
            var words = await WordList.LoadAsync(session, workspace);
            using var update = session.Prepare(
                """
                UPDATE snapshots SET details = @details
                WHERE workspace = @workspace AND account = @account AND score = @score AND day = @day AND model_version = @model_version
                """,
                "details", "workspace", "account", "score", "day", "model_version");
            for (var (last, rows) = (Row.First, await PageAsync(session, workspace, Row.First)); rows.Count > 0; rows = await PageAsync(session, workspace, last))
            {
                foreach (var row in rows)
                {
                    var details = row.ToDetails();
                    await words.EnsureAsync(session, workspace, details.Words());
                    await update.QueueAsync(details.Write(words), workspace, row.Account, row.Score, row.Day, row.ModelVersion);
                }

                last = rows[^1];
            }
        }
    }

    private static Task<IReadOnlyList<Row>> PageAsync(Session session, string workspace, Row after) => session.QueryAsync<Row>(
        """
        SELECT account, score, day, model_version AS ModelVersion, drivers, dimensions, signals FROM snapshots
        WHERE workspace = @workspace AND (account, score, day, model_version) > (@Account, @Score, @Day, @ModelVersion)
        ORDER BY account, score, day, model_version LIMIT @page
        """,
        new { workspace, after.Account, after.Score, after.Day, after.ModelVersion, page = Page });

    private sealed class Row
    {
        public static readonly Row First = new() { Account = "", Score = "", Day = "", ModelVersion = "", Drivers = "", Dimensions = "", Signals = "" };

        public required string Account { get; init; }

        public required string Score { get; init; }

        public required string Day { get; init; }

        public required string ModelVersion { get; init; }

        public required string Drivers { get; init; }

        public required string Dimensions { get; init; }

        public required string Signals { get; init; }

        public SnapshotDetails ToDetails() => new(StoreJson.ReadDrivers(Drivers), StoreJson.ReadDimensions(Dimensions), StoreJson.ReadSignals(Signals), Segment: null);
    }
}
