using Mainstay.Core.Facts;

namespace Mainstay.Store.Keys;

/// <summary>A key as it is stored.</summary>
internal sealed class KeyRow
{
    public const string Select = """
        SELECT id, name, hash, scopes, created_us AS CreatedMicros, created_by AS CreatedBy, expires_us AS ExpiresMicros,
               used_us AS UsedMicros, revoked_us AS RevokedMicros, revoked_by AS RevokedBy
        FROM api_keys
        """;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required byte[] Hash { get; init; }

    public required string Scopes { get; init; }

    public required long CreatedMicros { get; init; }

    public required string CreatedBy { get; init; }

    public long? ExpiresMicros { get; init; }

    public long? UsedMicros { get; init; }

    public long? RevokedMicros { get; init; }

    public string? RevokedBy { get; init; }

    public StoredKey ToKey() => new()
    {
        Id = Id,
        Name = Name,
        Hash = [.. Hash],
        Scopes = [.. Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        CreatedAt = new Instant(CreatedMicros).ToDateTimeOffset(),
        CreatedBy = CreatedBy,
        ExpiresAt = Time(ExpiresMicros),
        UsedAt = Time(UsedMicros),
        RevokedAt = Time(RevokedMicros),
        RevokedBy = RevokedBy,
    };

    private static DateTimeOffset? Time(long? micros) => micros is { } at ? new Instant(at).ToDateTimeOffset() : null;
}
