using Mainstay.Core.Facts;
using Mainstay.Store.Facts;

namespace Mainstay.Store.Unmatched;

/// <summary>An unmatched fact as it is stored.</summary>
internal sealed class UnmatchedRow
{
    public required string Key { get; init; }

    public required string Kind { get; init; }

    public required long AtMicros { get; init; }

    public string? Id { get; init; }

    public long? UpdatedMicros { get; init; }

    public long? RecordedMicros { get; init; }

    public required string Body { get; init; }

    public required string Claims { get; init; }

    private const string Select = """
        SELECT key, kind, at_us AS AtMicros, id, updated_us AS UpdatedMicros, recorded_us AS RecordedMicros, body, claims
        FROM unmatched WHERE workspace = @workspace
        """;

    public static Task<IReadOnlyList<UnmatchedRow>> AllAsync(Session session, string workspace) =>
        session.QueryAsync<UnmatchedRow>(Select + " ORDER BY key", new { workspace });

    /// <summary>Those of these keys that are kept.</summary>
    public static async Task<IReadOnlyList<UnmatchedRow>> SomeAsync(Session session, string workspace, IEnumerable<string> keys)
    {
        var rows = new List<UnmatchedRow>();
        foreach (var key in keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            rows.AddRange(await session.QueryAsync<UnmatchedRow>(Select + " AND key = @key", new { workspace, key }));
        }

        return rows;
    }

    public Fact ToFact(string account)
    {
        var kind = FactKinds.Find(Kind) ?? throw new InvalidDataException($"There are unmatched facts of the kind '{Kind}', which this Mainstay does not know.");
        return new Fact
        {
            Kind = kind,
            Account = account,
            Id = Id ?? (kind.Shape == FactShape.Object ? account : null),
            At = new Instant(AtMicros),
            UpdatedAt = UpdatedMicros is { } updated ? new Instant(updated) : null,
            RecordedAt = RecordedMicros is { } recorded ? new Instant(recorded) : null,
            Values = FactBody.Read(kind, Body),
        };
    }
}
