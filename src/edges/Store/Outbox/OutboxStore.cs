using Mainstay.Core.Facts;

namespace Mainstay.Store.Outbox;

/// <summary>
/// Messages on their way out, each delivered at least once. They are offered in the order of their decisions; one that
/// fails does not hold back those behind it.
/// </summary>
public sealed class OutboxStore
{
    private readonly Engine _engine;

    internal OutboxStore(Engine engine) => _engine = engine;

    /// <summary>Takes the first messages that are due. Unless they are marked, they are due again when the lease ends.</summary>
    /// <param name="most">At least 1.</param>
    public Task<IReadOnlyList<OutboxRow>> ClaimAsync(
        string workspace, int most, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        return _engine.WriteAsync<IReadOnlyList<OutboxRow>>(
            workspace,
            async session =>
            {
                // One that waited for another's rows would find them taken and come back with none.
                await session.LockAsync($"outbox of {workspace}");
                var rows = await session.QueryAsync<Row>(
                    """
                    UPDATE outbox SET attempts = attempts + 1, due_us = @until
                    WHERE workspace = @workspace AND id IN (
                        SELECT id FROM outbox WHERE workspace = @workspace AND due_us <= @now ORDER BY id LIMIT @most)
                      AND due_us <= @now
                    RETURNING id, idempotency_key AS IdempotencyKey, channel, payload, created_us AS CreatedMicros, attempts, last_error AS LastError
                    """,
                    new { workspace, most, now = Instant.Of(now).Micros, until = Instant.Of(now + lease).Micros });

                // RETURNING promises no order.
                return [.. rows.OrderBy(r => r.Id).Select(r => r.ToOutboxRow(workspace))];
            },
            cancellationToken);
    }

    /// <returns>Whether it changed: false when it was delivered before or is unknown.</returns>
    public Task<bool> MarkDeliveredAsync(string workspace, long id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session => await session.ExecuteAsync(
                """
                UPDATE outbox SET delivered_us = @delivered, due_us = NULL, last_error = NULL
                WHERE workspace = @workspace AND id = @id AND delivered_us IS NULL
                """,
                new { workspace, id, delivered = Instant.Of(at).Micros }) > 0,
            cancellationToken);
    }

    /// <param name="error">What went wrong, for people.</param>
    /// <param name="retryAt">When it is due again; null gives it up.</param>
    /// <returns>Whether it changed: false when it was delivered before or is unknown.</returns>
    public Task<bool> MarkFailedAsync(string workspace, long id, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken)
    {
        Workspace.Required(workspace);
        return _engine.WriteAsync(
            workspace,
            async session => await session.ExecuteAsync(
                """
                UPDATE outbox SET due_us = @due, last_error = @error
                WHERE workspace = @workspace AND id = @id AND delivered_us IS NULL
                """,
                new { workspace, id, error, due = retryAt is { } at ? Instant.Of(at).Micros : (long?)null }) > 0,
            cancellationToken);
    }

    private sealed class Row
    {
        public required long Id { get; init; }

        public required string IdempotencyKey { get; init; }

        public required string Channel { get; init; }

        public required string Payload { get; init; }

        public required long CreatedMicros { get; init; }

        public required int Attempts { get; init; }

        public string? LastError { get; init; }

        public OutboxRow ToOutboxRow(string workspace) => new(
            workspace, Id, IdempotencyKey, Channel, Payload, new Instant(CreatedMicros).ToDateTimeOffset(), Attempts, LastError);
    }
}
