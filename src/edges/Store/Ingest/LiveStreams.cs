using Mainstay.Core.Facts;
using Mainstay.Store.Facts;

namespace Mainstay.Store.Ingest;

/// <summary>
/// A kind that facts are sent of is connected, and live: what is not sent has not happened. Occurrences are covered from the
/// first that was sent; before it nobody looked.
/// </summary>
internal static class LiveStreams
{
    public static async Task ConnectAsync(Session session, string workspace, IEnumerable<FactRow> facts, Instant received)
    {
        var known = (await session.QueryAsync<Row>(
            "SELECT kind, is_connected AS IsConnected, from_us AS FromMicros, through_us AS ThroughMicros FROM streams WHERE workspace = @workspace", new { workspace }))
            .ToDictionary(r => r.Kind, StringComparer.Ordinal);
        var first = new Dictionary<FactKind, long>();
        foreach (var fact in facts)
        {
            first[fact.Kind] = Math.Min(first.GetValueOrDefault(fact.Kind, long.MaxValue), fact.AtMicros);
        }

        foreach (var (kind, at) in first.OrderBy(f => f.Key.Name, StringComparer.Ordinal))
        {
            long? from = kind.Shape == FactShape.Occurrence ? at : null;
            if (known.TryGetValue(kind.Name, out var row) && row.IsConnected != 0 && row.ThroughMicros is null && !(row.FromMicros > from))
            {
                continue;
            }

            // A score that was shown must come out the same later: what was known until now is kept.
            await session.ExecuteAsync(
                """
                INSERT INTO stream_states (workspace, kind, until_us, is_connected, from_us, through_us, stale_after_days)
                SELECT @workspace, @kind, @until, COALESCE(MAX(is_connected), 0), MAX(from_us), MAX(through_us), COALESCE(MAX(stale_after_days), 0)
                FROM streams WHERE workspace = @workspace AND kind = @kind
                ON CONFLICT (workspace, kind, until_us) DO NOTHING
                """,
                new { workspace, kind = kind.Name, until = received.Micros - 1 });
            await session.ExecuteAsync(
                """
                INSERT INTO streams (workspace, kind, is_connected, from_us, through_us, stale_after_days, lag_us) VALUES (@workspace, @kind, @connected, @from, NULL, 0, 0)
                ON CONFLICT (workspace, kind) DO UPDATE SET is_connected = excluded.is_connected, through_us = NULL,
                    from_us = CASE WHEN streams.is_connected = 0 OR streams.from_us > excluded.from_us THEN excluded.from_us ELSE streams.from_us END
                """,
                new { workspace, kind = kind.Name, connected = 1L, from });
        }
    }

    private sealed class Row
    {
        public required string Kind { get; init; }

        public required long IsConnected { get; init; }

        public long? FromMicros { get; init; }

        public long? ThroughMicros { get; init; }
    }
}
