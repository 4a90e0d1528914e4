namespace Mainstay.Store.Audit;

/// <summary>One change, as the audit log tells it.</summary>
public sealed record AuditEntry
{
    /// <summary>Whether it stands in the log of the installation, where people are changed, rather than in the workspace's own.</summary>
    public required bool IsOfInstallation { get; init; }

    /// <summary>From 1, without gaps, in its log.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary><c>person</c>, <c>key</c>, <c>command line</c> or <c>mainstay</c>.</summary>
    public required string ActorKind { get; init; }

    public required string Actor { get; init; }

    public string? Address { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }

    /// <summary>JSON; null where there was nothing before.</summary>
    public string? Before { get; init; }

    /// <summary>JSON; null where nothing is left.</summary>
    public string? After { get; init; }
}

/// <summary>Which entries are looked for; null lets all through.</summary>
public sealed record AuditQuery
{
    public const int MostEntries = 501;

    public string? Actor { get; init; }

    /// <summary>An action, or the part of one before its dot: <c>key</c>.</summary>
    public string? Action { get; init; }

    public string? Subject { get; init; }

    /// <summary>From 0, of the newest.</summary>
    public int Offset { get; init; }

    public AuditPlace From { get; init; } = AuditPlace.Beginning;

    /// <summary>1 to <see cref="MostEntries"/>.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>Where a list of two logs goes on: below these numbers of theirs.</summary>
public sealed record AuditPlace(long OfWorkspace, long OfInstallation)
{
    public static readonly AuditPlace Beginning = new(long.MaxValue, long.MaxValue);

    /// <summary>Where the list goes on after entries that followed here.</summary>
    public AuditPlace After(IEnumerable<AuditEntry> entries) => entries.Aggregate(
        this, (place, entry) => entry.IsOfInstallation ? place with { OfInstallation = entry.Number } : place with { OfWorkspace = entry.Number });
}

/// <summary>What the check of a log found.</summary>
/// <param name="Entries">How many there are.</param>
/// <param name="Broken">The first number whose entry is missing or is not as it was written; null when all are.</param>
/// <param name="LastHash">Hexadecimal, empty without entries: kept elsewhere, it shows later that not even the whole log was written anew.</param>
public sealed record AuditCheck(long Entries, long? Broken, string LastHash);
