using Mainstay.Core.Facts;

namespace Mainstay.Store.Live;

/// <summary>What the book showed and shows, in the order in which it changed; for who follows it.</summary>
public sealed class ScoreChangeStore
{
    private readonly Engine _engine;

    internal ScoreChangeStore(Engine engine) => _engine = engine;

    /// <summary>The changes after one, in order.</summary>
    /// <param name="after">Its id; 0 for the first that is kept.</param>
    /// <param name="most">At least 1.</param>
    public Task<IReadOnlyList<ScoreChange>> AfterAsync(string workspace, long after, int most, CancellationToken cancellationToken) => _engine.ReadAsync<IReadOnlyList<ScoreChange>>(
        Workspace.Required(workspace),
        async session =>
        [
            .. (await session.QueryAsync<Row>(
                """
                SELECT id, account, score, as_of_us AS AsOfMicros, value, tier, severity, value_before AS ValueBefore, tier_before AS TierBefore, severity_before AS SeverityBefore
                FROM score_changes WHERE workspace = @workspace AND id > @after ORDER BY id LIMIT @most
                """,
                new { workspace, after, most })).Select(r => r.ToChange()),
        ],
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
