using Mainstay.Core.Facts;
using Mainstay.Store.Teams;

namespace Mainstay.Store.Live;

/// <summary>What the book showed and shows, in the order in which it changed; for who follows it.</summary>
public sealed class ScoreChangeStore
{
    private readonly Engine _engine;

    internal ScoreChangeStore(Engine engine) => _engine = engine;

    /// <summary>How long changes of scores are kept; those of tiers are for ever.</summary>
    public static TimeSpan KeptFor { get; } = TimeSpan.FromDays(7);

    /// <summary>Wakes who follows in this process.</summary>
    public ChangeSignal Signal => _engine.Changes;

    /// <summary>The changes after one, in order.</summary>
    /// <param name="after">Its id; 0 for the first that is kept.</param>
    /// <param name="most">At least 1.</param>
    public async Task<IReadOnlyList<ScoreChange>> AfterAsync(string workspace, long after, int most, CancellationToken cancellationToken) =>
        (await AfterAsync(workspace, Reach.All, after, most, cancellationToken)).Changes;

    /// <summary>The changes after one, in order, of accounts within reach.</summary>
    /// <param name="after">Its id; 0 for the first that is kept.</param>
    /// <param name="most">How many are looked at, at least 1.</param>
    /// <returns>The changes, and the id of the last that was looked at: <paramref name="after"/> where there are none.</returns>
    public Task<(IReadOnlyList<ScoreChange> Changes, long Through)> AfterAsync(string workspace, Reach reach, long after, int most, CancellationToken cancellationToken) => _engine.ReadAsync(
        Workspace.Required(workspace),
        async session =>
        {
            var rows = await session.QueryAsync<Row>(
                $"""
                SELECT id, account, score, as_of_us AS AsOfMicros, value, tier, severity, value_before AS ValueBefore, tier_before AS TierBefore, severity_before AS SeverityBefore
                FROM (SELECT c.*, (SELECT MAX(b.owner) FROM book b WHERE b.workspace = c.workspace AND b.score = c.score AND b.account = c.account) AS owner
                      FROM score_changes c WHERE c.workspace = @workspace AND c.id > @after ORDER BY c.id LIMIT @most) AS page
                WHERE workspace = @workspace{ReachFilter.And(reach)} ORDER BY id
                """,
                ReachFilter.With(new { workspace, after, most }, reach));
            var through = await session.FirstOrDefaultAsync<long?>(
                "SELECT MAX(id) FROM (SELECT id FROM score_changes WHERE workspace = @workspace AND id > @after ORDER BY id LIMIT @most) AS page", new { workspace, after, most });
            return ((IReadOnlyList<ScoreChange>)[.. rows.Select(r => r.ToChange())], through ?? after);
        },
        cancellationToken);

    /// <summary>Whether all changes after one are still kept.</summary>
    /// <param name="id">Of a change that was told; 0 before the first.</param>
    public Task<bool> CanFollowAsync(string workspace, long id, DateTimeOffset now, CancellationToken cancellationToken) => _engine.ReadAsync(
        Workspace.Required(workspace),
        async session => await session.FirstOrDefaultAsync<long?>(
            "SELECT written_us FROM score_changes WHERE workspace = @workspace AND id = @id", new { workspace, id }) >= Instant.Of(now - KeptFor).Micros,
        cancellationToken);

    /// <summary>The id of the newest change, kept or not; 0 before the first.</summary>
    public Task<long> LastAsync(string workspace, CancellationToken cancellationToken) => _engine.ReadAsync(
        Workspace.Required(workspace),
        session => session.FirstOrDefaultAsync<long>("SELECT value FROM sequences WHERE workspace = @workspace AND name = @name", new { workspace, name = Sequence.Changes }),
        cancellationToken);

    /// <summary>Forgets changes from before a time, but not those of tiers.</summary>
    /// <returns>How many.</returns>
    public Task<int> ForgetAsync(string workspace, DateTimeOffset before, CancellationToken cancellationToken) => _engine.WriteAsync(
        Workspace.Required(workspace),
        session => session.ExecuteAsync(
            "DELETE FROM score_changes WHERE workspace = @workspace AND written_us < @micros AND tier IS NOT DISTINCT FROM tier_before",
            new { workspace, micros = Instant.Of(before).Micros }),
        cancellationToken);

    private sealed class Row
    {
        public required long Id { get; init; }

        public required string Account { get; init; }

        public required string Score { get; init; }

        public required long AsOfMicros { get; init; }

        public double? Value { get; init; }

        public string? Tier { get; init; }

        public int? Severity { get; init; }

        public double? ValueBefore { get; init; }

        public string? TierBefore { get; init; }

        public int? SeverityBefore { get; init; }

        public ScoreChange ToChange() => new(
            Id,
            Account,
            Score,
            new Instant(AsOfMicros).ToDateTimeOffset(),
            Tier is null ? null : new ShownScore(Value, Tier, Severity ?? -1),
            TierBefore is null ? null : new ShownScore(ValueBefore, TierBefore, SeverityBefore ?? -1));
    }
}
