using Mainstay.Core.Facts;

namespace Mainstay.Store.Ingest;

/// <summary>
/// Keeps what was said of an object's fields from growing for ever: a product that identifies its users at every page says the same thing
/// thousands of times. What lies far enough back becomes one row, the base, that says of each field what was said of it last.
/// </summary>
/// <remarks>
/// The price: what comes later than <see cref="Late"/> no longer changes what stands in the base. It counts from the base on, and only
/// for fields of which nothing had been said.
/// </remarks>
internal sealed class FieldChanges(FactKind kind, string account, string id)
{
    /// <summary>So many changes of one object are folded.</summary>
    public const int Many = 200;

    /// <summary>What was said in the last 90 days stays as it was said.</summary>
    private const long Late = 90 * Instant.MicrosPerDay;

    // Sorts before all messages of the same instant, none of whose hashes is of zeros alone.
    private static readonly byte[] Base = new byte[16];

    /// <summary>What is older than the base, as it counts after it.</summary>
    public async Task<IReadOnlyList<IngestedItem>> ClipAsync(Session session, string workspace, IReadOnlyList<IngestedItem> items)
    {
        var row = await session.FirstOrDefaultAsync<Row>(
            """
            SELECT at_us AS AtMicros, message, body FROM field_changes
            WHERE workspace = @workspace AND account = @account AND kind = @kind AND id = @id ORDER BY at_us, message LIMIT 1
            """,
            new { workspace, account, kind = kind.Name, id });
        if (row is null || !row.Message.AsSpan().SequenceEqual(Base) || items.All(i => i.At.Micros > row.AtMicros))
        {
            return items;
        }

        var said = ChangeJson.Read(kind, row.Body).Select(c => c.Field).ToHashSet();
        return
        [
            .. items.Select(i => i.At.Micros > row.AtMicros ? i : i with { At = new Instant(row.AtMicros), Changes = [.. i.Changes.Where(c => !said.Contains(c.Field))] })
                .Where(i => i.Changes.Count > 0),
        ];
    }

    public async Task CompactAsync(Session session, string workspace, Instant received)
    {
        var key = new { workspace, account, kind = kind.Name, id, before = received.Micros - Late };
        const string Old = "FROM field_changes WHERE workspace = @workspace AND account = @account AND kind = @kind AND id = @id AND at_us < @before";
        var old = await session.QueryAsync<Row>($"SELECT at_us AS AtMicros, message, body {Old} ORDER BY at_us, message", key);
        if (old.Count < Many / 2)
        {
            return;
        }

        // What a file brought between them is whole: what was said before it counts no more, in the base either.
        var whole = (await session.QueryAsync<long>(
            "SELECT at_us FROM facts WHERE workspace = @workspace AND account = @account AND kind = @kind AND id = @id AND at_us < @before", key))
            .Except(old.Select(o => o.AtMicros)).DefaultIfEmpty(long.MinValue).Max();
        var last = new Dictionary<FactField, FieldChange>();
        foreach (var change in old.Where(o => o.AtMicros >= whole).SelectMany(o => ChangeJson.Read(kind, o.Body)))
        {
            last[change.Field] = change;
        }

        await session.ExecuteAsync($"DELETE {Old}", key);
        await session.ExecuteAsync(
            "INSERT INTO field_changes (workspace, account, kind, id, at_us, message, body) VALUES (@workspace, @account, @kind, @id, @at, @Base, @body)",
            new { workspace, account, kind = kind.Name, id, at = old[^1].AtMicros, Base, body = ChangeJson.Write(last.Values) });
    }

    private sealed class Row
    {
        public required long AtMicros { get; init; }

        public required byte[] Message { get; init; }

        public required string Body { get; init; }
    }
}
