using Mainstay.Core.Facts;

namespace Mainstay.Store.Facts;

/// <summary>Names a stored fact of an account and its place among the others.</summary>
/// <param name="Identity">16 bytes.</param>
public sealed record TimelinePlace(Instant At, string Kind, IReadOnlyList<byte> Identity);

/// <summary>A stored fact and its place among the others.</summary>
public sealed record TimelineFact(Fact Fact, TimelinePlace Place);

/// <summary>Reads facts from the newest to the oldest.</summary>
internal static class FactTimeline
{
    public static async Task<IReadOnlyList<TimelineFact>> ReadAsync(
        Session session, string workspace, string account, FactKind? kind, Instant from, Instant to, TimelinePlace? after, int limit)
    {
        var seek = after is null
            ? ""
            : "AND (at_us < @placeAt OR (at_us = @placeAt AND (kind > @placeKind OR (kind = @placeKind AND identity > @placeIdentity))))";
        var rows = await session.QueryAsync<Row>(
            $"""
            SELECT kind, at_us AS AtMicros, identity, id, updated_us AS UpdatedMicros, recorded_us AS RecordedMicros, body FROM facts
            WHERE workspace = @workspace AND account = @account {(kind is null ? "" : "AND kind = @kind")}
              AND at_us >= @from AND at_us < @to {seek}
            ORDER BY at_us DESC, kind, identity LIMIT @limit
            """,
            new
            {
                workspace,
                account,
                kind = kind?.Name,
                from = from.Micros,
                to = to.Micros,
                placeAt = after?.At.Micros,
                placeKind = after?.Kind,
                placeIdentity = after?.Identity.ToArray(),
                limit,
            });
        return [.. rows.Select(r => r.ToTimelineFact(account))];
    }

    private sealed class Row
    {
        public required string Kind { get; init; }

        public required long AtMicros { get; init; }

        public required byte[] Identity { get; init; }

        public string? Id { get; init; }

        public long? UpdatedMicros { get; init; }

        public long? RecordedMicros { get; init; }

        public required string Body { get; init; }

        public TimelineFact ToTimelineFact(string account)
        {
            var kind = FactKinds.Find(Kind) ?? throw new InvalidDataException($"There are stored facts of the kind '{Kind}', which this Mainstay does not know.");
            var fact = new Fact
            {
                Kind = kind,
                Account = account,
                At = new Instant(AtMicros),
                Id = Id,
                UpdatedAt = UpdatedMicros is { } updated ? new Instant(updated) : null,
                RecordedAt = RecordedMicros is { } recorded ? new Instant(recorded) : null,
                Values = FactBody.Read(kind, Body),
            };
            return new TimelineFact(fact, new TimelinePlace(fact.At, Kind, Identity));
        }
    }
}
