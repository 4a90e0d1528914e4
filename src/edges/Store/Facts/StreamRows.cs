using Mainstay.Core.Facts;
using Stream = Mainstay.Core.Facts.Stream;

namespace Mainstay.Store.Facts;

/// <summary>What is known of streams, and what was known of them before something was sent.</summary>
internal static class StreamRows
{
    public static async Task ConnectAsync(BookBuilder builder, Session session, string workspace)
    {
        var rows = await session.QueryAsync<Row>(
            """
            SELECT kind, @now AS UntilMicros, is_connected AS IsConnected, from_us AS FromMicros, through_us AS ThroughMicros,
                   stale_after_days AS StaleAfterDays, lag_us AS LagMicros
            FROM streams WHERE workspace = @workspace
            UNION ALL
            SELECT kind, until_us, is_connected, from_us, through_us, stale_after_days, 0 FROM stream_states WHERE workspace = @workspace
            """,
            new { workspace, now = long.MaxValue });
        foreach (var kind in rows.GroupBy(r => r.Kind, StringComparer.Ordinal))
        {
            Row? earlier = null;
            Stream? stream = null;
            foreach (var row in kind.OrderBy(r => r.UntilMicros))
            {
                (stream, earlier) = (row.ToStream(stream, earlier), row);
            }

            builder.Connect(
                FactKinds.Find(kind.Key) ?? throw new InvalidDataException($"There is a stored stream of the kind '{kind.Key}', which this Mainstay does not know."), stream!);
        }
    }

    private sealed class Row
    {
        public required string Kind { get; init; }

        public required long UntilMicros { get; init; }

        public required bool IsConnected { get; init; }

        public long? FromMicros { get; init; }

        public long? ThroughMicros { get; init; }

        public required int StaleAfterDays { get; init; }

        public required long LagMicros { get; init; }

        public Stream ToStream(Stream? before, Row? earlier) => new()
        {
            IsConnected = IsConnected,
            From = FromMicros is { } from ? new Instant(from) : null,
            Through = ThroughMicros is { } through ? new Instant(through) : null,
            StaleAfterDays = StaleAfterDays,
            LagMicros = LagMicros,
            KnownFrom = earlier is null ? null : new Instant(earlier.UntilMicros + 1),
            Before = before,
        };
    }
}
