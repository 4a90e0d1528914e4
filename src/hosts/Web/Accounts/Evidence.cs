using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals;

namespace Mainstay.Web.Accounts;

/// <summary>The facts a reading rests on, as tables by kind.</summary>
public static class Evidence
{
    public static ImmutableArray<EvidenceTable> Of(Measure measure, AccountHistory history, PointInTime point) =>
    [
        .. measure.Evidence(history, point)
            // A change reads the same fact at two times; it is still one fact.
            .DistinctBy(fact => (fact.Kind.Index, fact.Row))
            .OrderByDescending(fact => fact.At).ThenByDescending(fact => fact.Id, StringComparer.Ordinal)
            .GroupBy(fact => fact.Kind)
            .Select(group => EvidenceTable.Of(group.Key, [.. group])),
    ];
}

/// <param name="Kind">The kind of all its facts.</param>
/// <param name="Fields">Those that at least one of the facts has, and that say more than when it took effect.</param>
/// <param name="Facts">The newest, newest first, at most <see cref="Most"/>.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record EvidenceTable(FactKind Kind, ImmutableArray<FactField> Fields, ImmutableArray<VisibleFact> Facts, int Total)
{
    /// <summary>Per kind, so that a thousand clicks do not hide the one contract they are divided by.</summary>
    public const int Most = 50;

    public bool HasIds => Facts.Any(fact => fact.Id is not null);

    public static EvidenceTable Of(FactKind kind, ImmutableArray<VisibleFact> newestFirst)
    {
        ImmutableArray<VisibleFact> shown = [.. newestFirst.Take(Most)];
        return new EvidenceTable(
            kind,
            [.. kind.Fields.Where(field => field.Type == FieldType.Duration
                ? shown.Any(fact => fact.Number(field) is not null)
                : shown.Any(fact => !fact.Value(field).IsAbsent && fact.Value(field).Time != fact.At))],
            shown,
            newestFirst.Length);
    }
}
