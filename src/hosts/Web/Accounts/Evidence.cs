using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals;

namespace Mainstay.Web.Accounts;

/// <summary>The facts a reading rests on, newest first, as tables by kind.</summary>
/// <param name="Tables">At most <see cref="Most"/> rows together.</param>
/// <param name="Total">How many facts there are in all.</param>
public sealed record Evidence(ImmutableArray<EvidenceTable> Tables, int Total)
{
    public const int Most = 50;

    public int Hidden => Total - Tables.Sum(t => t.Facts.Length);

    public static Evidence Of(Measure measure, AccountHistory history, PointInTime point)
    {
        // A change reads the same fact at two times; it is still one fact.
        var facts = measure.Evidence(history, point).DistinctBy(f => (f.Kind.Index, f.Row)).ToArray();
        return new Evidence(
            [
                .. facts
                    .OrderByDescending(f => f.At).ThenByDescending(f => f.Id, StringComparer.Ordinal)
                    .Take(Most)
                    .GroupBy(f => f.Kind)
                    .Select(group => EvidenceTable.Of(group.Key, [.. group])),
            ],
            facts.Length);
    }
}

/// <param name="Kind">The kind of all its facts.</param>
/// <param name="Fields">Those that at least one of the facts has.</param>
/// <param name="Facts">Newest first.</param>
public sealed record EvidenceTable(FactKind Kind, ImmutableArray<FactField> Fields, ImmutableArray<VisibleFact> Facts)
{
    public static EvidenceTable Of(FactKind kind, ImmutableArray<VisibleFact> facts) => new(
        kind,
        [.. kind.Fields.Where(field => field.Type == FieldType.Duration
            ? facts.Any(f => f.Number(field) is not null)
            : facts.Any(f => !f.Value(field).IsAbsent))],
        facts);
}
