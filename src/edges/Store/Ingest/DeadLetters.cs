using Mainstay.Core.Facts;

namespace Mainstay.Store.Ingest;

/// <summary>Messages that nobody's account was found for, until it is said.</summary>
internal static class DeadLetters
{
    public const string NoAccount = "no account is known of the user";

    // One request must not hold up others for as long as a user was unknown.
    private const int MostAtATime = 5_000;

    public static async Task KeepAsync(Session session, string workspace, IEnumerable<IngestedItem> items, long receivedMicros)
    {
        using var insert = session.Prepare(
            """
            INSERT INTO dead_letters (workspace, message, user_key, kind, at_us, received_us, body, reason)
            VALUES (@workspace, @message, @user_key, @kind, @at_us, @received_us, @body, @reason) ON CONFLICT DO NOTHING
            """,
            "workspace", "message", "user_key", "kind", "at_us", "received_us", "body", "reason");
        foreach (var item in items)
        {
            await insert.QueueAsync(workspace, item.Key, item.User, item.Kind.Name, item.At.Micros, receivedMicros, ChangeJson.Write(item.Changes), NoAccount);
        }
    }

    /// <summary>Takes out those of users of whom something was said.</summary>
    public static async Task<IReadOnlyList<IngestedItem>> TakeAsync(Session session, string workspace, IReadOnlyCollection<string> users)
    {
        var taken = new List<Row>();
        foreach (var user in users)
        {
            taken.AddRange(await session.QueryAsync<Row>(
                """
                DELETE FROM dead_letters WHERE workspace = @workspace AND message IN (
                    SELECT message FROM dead_letters WHERE workspace = @workspace AND user_key = @user ORDER BY message LIMIT @MostAtATime)
                RETURNING message, user_key AS "User", kind, at_us AS AtMicros, received_us AS ReceivedMicros, body, reason
                """,
                new { workspace, user, MostAtATime }));
        }

        return [.. taken.Select(row => row.ToItem())];
    }

    /// <summary>Whether anything waits for one of these users.</summary>
    public static async Task<bool> WaitAsync(Session session, string workspace, IEnumerable<string> users)
    {
        foreach (var user in users.Distinct(StringComparer.Ordinal))
        {
            if (await session.FirstOrDefaultAsync<byte[]>(
                "SELECT message FROM dead_letters WHERE workspace = @workspace AND user_key = @user LIMIT 1", new { workspace, user }) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<DeadLetter>> ListAsync(Session session, string workspace, int most) =>
    [
        .. (await session.QueryAsync<Row>(
            """
            SELECT message, user_key AS "User", kind, at_us AS AtMicros, received_us AS ReceivedMicros, body, reason FROM dead_letters
            WHERE workspace = @workspace ORDER BY received_us DESC, message LIMIT @most
            """,
            new { workspace, most })).Select(row => row.ToLetter()),
    ];

    private sealed class Row
    {
        public required byte[] Message { get; init; }

        public string? User { get; init; }

        public required string Kind { get; init; }

        public required long AtMicros { get; init; }

        public required long ReceivedMicros { get; init; }

        public required string Body { get; init; }

        public required string Reason { get; init; }

        // The id itself is not kept: its hash names the fact as well.
        public IngestedItem ToItem()
        {
            var kind = FactKinds.Find(Kind) ?? throw new InvalidDataException($"There is a dead letter of the kind '{Kind}', which this Mainstay does not know.");
            return new IngestedItem
            {
                MessageId = Convert.ToHexStringLower(Message),
                Key = Message,
                Kind = kind,
                At = new Instant(AtMicros),
                User = User,
                Changes = ChangeJson.Read(kind, Body),
            };
        }

        public DeadLetter ToLetter() => new()
        {
            User = User,
            Kind = Kind,
            At = new Instant(AtMicros).ToDateTimeOffset(),
            ReceivedAt = new Instant(ReceivedMicros).ToDateTimeOffset(),
            Reason = Reason,
            Body = Body,
        };
    }
}
