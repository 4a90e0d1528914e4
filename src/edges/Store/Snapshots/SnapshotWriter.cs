using System.Globalization;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Store.Snapshots;

/// <summary>Adds snapshots; never changes what one says.</summary>
internal sealed class SnapshotWriter : IDisposable
{
    private static readonly string[] Columns =
    [
        "workspace", "account", "score", "day", "model_version", "model", "as_of_us", "known_us",
        "value", "tier", "severity", "trend", "coverage", "drivers", "dimensions", "signals", "overridden",
    ];

    private readonly Session _session;
    private readonly string _workspace;
    private readonly PreparedStatement _insert;
    private readonly PreparedStatement _confirm;
    private readonly PreparedStatement _hideOthers;

    public SnapshotWriter(Session session, string workspace)
    {
        _session = session;
        _workspace = workspace;
        _insert = session.Prepare(
            """
            INSERT INTO snapshots (workspace, account, score, day, model_version, model, is_shown, as_of_us, known_us,
                                   value, tier, severity, trend, coverage, drivers, dimensions, signals, overridden)
            VALUES (@workspace, @account, @score, @day, @model_version, @model, 1, @as_of_us, @known_us,
                    @value, @tier, @severity, @trend, @coverage, @drivers, @dimensions, @signals, @overridden)
            ON CONFLICT (workspace, account, score, day, model_version) DO NOTHING
            """,
            Columns);
        _confirm = session.Prepare(
            """
            UPDATE snapshots SET is_shown = 1
            WHERE workspace = @workspace AND account = @account AND score = @score AND day = @day AND model_version = @model_version
              AND model = @model AND as_of_us = @as_of_us AND known_us = @known_us AND value IS NOT DISTINCT FROM @value
              AND tier = @tier AND severity = @severity AND trend = @trend AND coverage = @coverage
              AND drivers = @drivers AND dimensions = @dimensions AND signals = @signals
              AND overridden IS NOT DISTINCT FROM @overridden
            """,
            Columns);
        _hideOthers = session.Prepare(
            """
            UPDATE snapshots SET is_shown = 0
            WHERE workspace = @workspace AND account = @account AND score = @score AND day = @day
              AND model_version <> @model_version AND is_shown = 1
            """,
            "workspace", "account", "score", "day", "model_version");
    }

    /// <returns>Whether it is new.</returns>
    /// <exception cref="ImmutableRecordException">It is there with other values.</exception>
    public async Task<bool> AddAsync(ScoreSnapshot snapshot)
    {
        object?[] values =
        [
            _workspace, snapshot.AccountId, snapshot.Score, Days.Text(snapshot.Day), snapshot.ModelVersion, snapshot.Model,
            snapshot.Point.AsOf.Micros, snapshot.Point.KnownAt.Micros, snapshot.Value, snapshot.Tier, snapshot.Severity,
            SnapshotRow.Text(snapshot.Trend), snapshot.Coverage,
            StoreJson.Write(snapshot.Drivers), StoreJson.Write(snapshot.Dimensions), StoreJson.Write(snapshot.Signals),
            snapshot.Override is { } overridden ? StoreJson.Write(overridden) : null,
        ];
        var isNew = await _insert.ExecuteAsync(values) > 0;
        if (!isNew && await _confirm.ExecuteAsync(values) == 0)
        {
            throw await ConflictAsync(snapshot);
        }

        await _hideOthers.ExecuteAsync(values.AsSpan(0, 5));
        return isNew;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _confirm.Dispose();
        _hideOthers.Dispose();
    }

    private async Task<ImmutableRecordException> ConflictAsync(ScoreSnapshot given)
    {
        var kept = (await _session.FirstOrDefaultAsync<SnapshotRow>(
            SnapshotRow.Select + " WHERE workspace = @workspace AND account = @AccountId AND score = @Score AND day = @day AND model_version = @ModelVersion",
            new { workspace = _workspace, given.AccountId, given.Score, day = Days.Text(given.Day), given.ModelVersion }))!.ToSnapshot();
        var what = kept.Point != given.Point ? $"the point in time {kept.Point}, not {given.Point}"
            : kept.Value != given.Value ? string.Create(CultureInfo.InvariantCulture, $"the value {kept.Value:R}, not {given.Value:R}")
            : kept.Tier != given.Tier ? $"the tier {kept.Tier}, not {given.Tier}"
            : "the same value for other reasons";
        return new ImmutableRecordException(
            $"The {given.Score} score of '{given.AccountId}' on {Days.Text(given.Day)} by version {given.ModelVersion} is kept with {what}. "
            + "A day that was scored never changes; score later days, or publish a new model version to score it anew.");
    }
}
