using System.Collections.Immutable;

namespace Mainstay.Store.Keys;

/// <summary>An API key as it is kept: what it may do, and the hash by which it is recognised.</summary>
public sealed record StoredKey
{
    /// <summary>The first twelve hexadecimal digits of the hash: no secret, and unique within a workspace.</summary>
    public required string Id { get; init; }

    /// <summary>Unique within a workspace, for ever: records name the key by it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key's text. A plain hash is enough, because the text holds 256 random bits.</summary>
    public required ImmutableArray<byte> Hash { get; init; }

    /// <summary>Names of permissions, in ordinal order.</summary>
    public required ImmutableArray<string> Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>From this instant on it opens nothing; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To the minute; null while nobody has used it.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public string? RevokedBy { get; init; }

    /// <summary>Whether it opens anything at that time.</summary>
    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now);
}
