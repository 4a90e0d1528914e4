using System.Globalization;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Store.Snapshots;

/// <summary>Adds snapshots; never changes what one says.</summary>
internal sealed class SnapshotWriter(Session session, string workspace)
{
    private static readonly BulkTable Table = new(
        "snapshots",
        new("workspace", ColumnType.Text),
        new("account", ColumnType.Text),
        new("score", ColumnType.Text),
        new("day", ColumnType.Text),
        new("model_version", ColumnType.Text),
        new("is_shown", ColumnType.Integer),
        new("model", ColumnType.Text),
        new("as_of_us", ColumnType.Integer),
        new("known_us", ColumnType.Integer),
        new("value", ColumnType.Real),
        new("tier", ColumnType.Text),
        new("severity", ColumnType.Integer),
        new("trend", ColumnType.Text),
        new("coverage", ColumnType.Real),
        new("details", ColumnType.Blob),
        new("overridden", ColumnType.Text),
        new("input", ColumnType.Integer));

    /// <param name="isShown">Whether lists and histories show them in place of other versions'; one that is shown already stays so.</param>
    /// <returns>How many are new.</returns>
    /// <exception cref="ImmutableRecordException">One is there with other values.</exception>
    public async Task<int> AddAsync(IReadOnlyList<ScoreSnapshot> snapshots, bool isShown)
    {
        // In the order of the key: neighbours share pages, and two transactions that hold the same rows do not wait for each
        // other in a circle.
        ScoreSnapshot[] ordered =
        [
            .. snapshots.OrderBy(s => s.AccountId, StringComparer.Ordinal).ThenBy(s => s.Score, StringComparer.Ordinal).ThenBy(s => s.Day),
        ];
        var words = await WordList.LoadAsync(session, workspace);
        await words.EnsureAsync(session, workspace, ordered.SelectMany(s => SnapshotDetails.Of(s).Words()));
        object?[][] rows = [.. ordered.Select(s => Row(s, words, isShown))];
        var added = await session.InsertAsync(Table, rows);
        if (added < rows.Length)
        {
            await ConfirmAsync(ordered, rows);
        }

        if (!isShown)
        {
            return added;
        }

        using var hideOthers = session.Prepare(
            """
            UPDATE snapshots SET is_shown = 0
            WHERE workspace = @workspace AND account = @account AND score = @score AND day = @day
              AND model_version <> @model_version AND is_shown = 1
            """,
            "workspace", "account", "score", "day", "model_version");
        foreach (var row in rows)
        {
            await hideOthers.QueueAsync(row.AsSpan(0, 5));
        }

        return added;
    }

    private object?[] Row(ScoreSnapshot snapshot, WordList words, bool isShown) =>
    [
        workspace, snapshot.AccountId, snapshot.Score, Days.Text(snapshot.Day), snapshot.ModelVersion, isShown ? 1L : 0L, snapshot.Model,
        snapshot.Point.AsOf.Micros, snapshot.Point.KnownAt.Micros, snapshot.Value, snapshot.Tier, (long)snapshot.Severity,
        SnapshotRow.Text(snapshot.Trend), snapshot.Coverage, SnapshotDetails.Of(snapshot).Write(words),
        snapshot.Override is { } overridden ? StoreJson.Write(overridden) : null, snapshot.Input,
    ];

    // Those that are new agree with themselves.
    private async Task ConfirmAsync(ScoreSnapshot[] snapshots, object?[][] rows)
    {
        // What was seen may be more than it was then, as long as the score is the same.
        string[] columns = [.. Table.Columns.Select(c => c.Name)];
        using var confirm = session.Prepare(
            """
            UPDATE snapshots SET is_shown = CASE WHEN is_shown > @is_shown THEN is_shown ELSE @is_shown END
            WHERE workspace = @workspace AND account = @account AND score = @score AND day = @day AND model_version = @model_version
              AND model = @model AND as_of_us = @as_of_us AND known_us = @known_us AND value IS NOT DISTINCT FROM @value
              AND tier = @tier AND severity = @severity AND trend = @trend AND coverage = @coverage AND details = @details
              AND overridden IS NOT DISTINCT FROM @overridden
            """,
            [.. columns.SkipLast(1)]);
        foreach (var (index, row) in rows.Index())
        {
            if (await confirm.ExecuteAsync(row.AsSpan(0, row.Length - 1).ToArray()) == 0)
            {
                throw await ConflictAsync(snapshots[index]);
            }
        }
    }

    private async Task<ImmutableRecordException> ConflictAsync(ScoreSnapshot given)
    {
        var row = await session.FirstOrDefaultAsync<SnapshotRow>(
            SnapshotRow.Select + " WHERE workspace = @workspace AND account = @AccountId AND score = @Score AND day = @day AND model_version = @ModelVersion",
            new { workspace, given.AccountId, given.Score, day = Days.Text(given.Day), given.ModelVersion });
        var kept = row!.ToSnapshot(await WordList.LoadAsync(session, workspace));
        var what = kept.Point != given.Point ? $"the point in time {kept.Point}, not {given.Point}"
            : kept.Value != given.Value ? string.Create(CultureInfo.InvariantCulture, $"the value {kept.Value:R}, not {given.Value:R}")
            : kept.Tier != given.Tier ? $"the tier {kept.Tier}, not {given.Tier}"
            : "the same value for other reasons";
        return new ImmutableRecordException(
            $"The {given.Score} score of '{given.AccountId}' on {Days.Text(given.Day)} by version {given.ModelVersion} is kept with {what}. "
            + "A day that was scored never changes; score later days, or publish a new model version to score it anew.");
    }
}
