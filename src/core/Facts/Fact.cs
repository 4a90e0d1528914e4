using System.Collections.Immutable;

namespace Mainstay.Core.Facts;

/// <summary>
/// Something that was observed about an account, or one version of something that changes.
/// </summary>
public sealed record Fact
{
    public required FactKind Kind { get; init; }

    /// <summary>The source's id of the account; compared ordinally.</summary>
    public required string Account { get; init; }

    /// <summary>
    /// The source's id of the fact within its kind and account. Versions of one object share it. Null only for
    /// occurrences whose source gives none: each row then is a fact of its own.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>When it happened, or from when on this version holds.</summary>
    public required Instant At { get; init; }

    /// <summary>When the source last changed it; orders versions that hold from the same instant. Null sorts first.</summary>
    public Instant? UpdatedAt { get; init; }

    /// <summary>
    /// When Mainstay learned it. Null for imported history, which counts as recorded when it happened plus the lag that
    /// its stream declares.
    /// </summary>
    public Instant? RecordedAt { get; init; }

    /// <summary>As many as the kind has fields, in their order; durations are absent, they are computed.</summary>
    public required ImmutableArray<FactValue> Values { get; init; }

    public FactValue this[string field] => Values[Kind[field].Index];

    /// <exception cref="ArgumentException">The kind has no such field.</exception>
    public static Fact Of(FactKind kind, string account, string? id, Instant at, params ReadOnlySpan<(string Field, FactValue Value)> values)
    {
        var array = new FactValue[kind.Fields.Length];
        foreach (var (field, value) in values)
        {
            array[kind[field].Index] = value;
        }

        return new Fact { Kind = kind, Account = account, Id = id, At = at, Values = [.. array] };
    }
}
