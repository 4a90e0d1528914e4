using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Store.Facts;

namespace Mainstay.Store.Ingest;

/// <summary>
/// Makes versions of an object out of what was said of its fields. All that was ever said is folded again from the earliest
/// that is new, so that the versions do not depend on the order of arrival. A version that a file brought is whole: what was
/// said before it counts no more.
/// </summary>
internal sealed class ObjectVersions(FactKind kind, string account, string id)
{
    private readonly FieldChanges _changes = new(kind, account, id);

    /// <param name="items">All of this object.</param>
    /// <returns>The versions to be added.</returns>
    public async Task<IReadOnlyList<Fact>> AddAsync(Session session, string workspace, IReadOnlyList<IngestedItem> items, Instant received)
    {
        await session.LockAsync($"object {workspace}/{kind.Name}/{account}/{id}");
        items = await _changes.ClipAsync(session, workspace, items);
        using (var insert = session.Prepare(
            """
            INSERT INTO field_changes (workspace, account, kind, id, at_us, message, body)
            VALUES (@workspace, @account, @kind, @id, @at_us, @message, @body) ON CONFLICT DO NOTHING
            """,
            "workspace", "account", "kind", "id", "at_us", "message", "body"))
        {
            foreach (var item in items)
            {
                await insert.QueueAsync(workspace, account, kind.Name, id, item.At.Micros, item.Key, ChangeJson.Write(item.Changes));
            }
        }

        var said = await session.QueryAsync<ChangeRow>(
            """
            SELECT at_us AS AtMicros, body FROM field_changes
            WHERE workspace = @workspace AND account = @account AND kind = @kind AND id = @id ORDER BY at_us, message
            """,
            new { workspace, account, kind = kind.Name, id });
        var stored = await session.QueryAsync<VersionRow>(
            """
            SELECT at_us AS AtMicros, updated_us AS UpdatedMicros, body FROM facts
            WHERE workspace = @workspace AND account = @account AND kind = @kind AND id = @id
            """,
            new { workspace, account, kind = kind.Name, id });
        if (said.Count > FieldChanges.Many)
        {
            await _changes.CompactAsync(session, workspace, received);
        }

        return items.Count == 0 ? [] : Fold(said, stored, items.Min(i => i.At), received);
    }

    private List<Fact> Fold(IReadOnlyList<ChangeRow> said, IReadOnlyList<VersionRow> stored, Instant first, Instant received)
    {
        var ats = said.Select(s => s.AtMicros).ToHashSet();
        var versions = stored.OrderBy(v => v.AtMicros).ThenBy(v => v.UpdatedMicros ?? long.MinValue).ToArray();
        var whole = new Queue<VersionRow>(versions.Where(v => !ats.Contains(v.AtMicros)));
        var values = new FactValue[kind.Fields.Length];
        var added = new List<Fact>();
        foreach (var moment in said.GroupBy(s => s.AtMicros))
        {
            while (whole.TryPeek(out var version) && version.AtMicros <= moment.Key)
            {
                values = [.. FactBody.Read(kind, whole.Dequeue().Body)];
            }

            foreach (var change in moment.SelectMany(m => ChangeJson.Read(kind, m.Body)))
            {
                values[change.Field.Index] = change.Value;
            }

            if (moment.Key < first.Micros)
            {
                continue;
            }

            var before = versions.LastOrDefault(v => v.AtMicros <= moment.Key);
            var seen = added.Count > 0 && (before is null || added[^1].At.Micros >= before.AtMicros) ? added[^1].Values
                : before is null ? ImmutableArray<FactValue>.Empty
                : FactBody.Read(kind, before.Body);
            if (!seen.AsSpan().SequenceEqual(values))
            {
                // Of versions that hold from one instant the one updated last counts.
                var updated = before is { } b && b.AtMicros == moment.Key && b.UpdatedMicros >= received.Micros ? b.UpdatedMicros!.Value + 1 : received.Micros;
                added.Add(new Fact
                {
                    Kind = kind,
                    Account = account,
                    Id = id,
                    At = new Instant(moment.Key),
                    UpdatedAt = new Instant(updated),
                    RecordedAt = received,
                    Values = [.. values],
                });
            }
        }

        return added;
    }

    private sealed class ChangeRow
    {
        public required long AtMicros { get; init; }

        public required string Body { get; init; }
    }

    private sealed class VersionRow
    {
        public required long AtMicros { get; init; }

        public long? UpdatedMicros { get; init; }

        public required string Body { get; init; }
    }
}
