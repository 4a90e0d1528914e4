using System.Collections.Immutable;

namespace Mainstay.Core.Facts;

/// <summary>How facts of a kind behave in time.</summary>
public enum FactShape
{
    /// <summary>Happened once, at <see cref="Fact.At"/>: a usage event, a survey answer. Seen only after it happened: at &lt; T.</summary>
    Occurrence,

    /// <summary>
    /// Changes: a ticket, a subscription. Every fact is a version that holds from <see cref="Fact.At"/> on; at T the latest
    /// version with at ≤ T counts, because a state that starts at T holds at T.
    /// </summary>
    Object,
}

/// <summary>
/// A kind of fact: what it is called, which fields it has and which states its objects can be in. Reading files,
/// storing, filtering, documenting: everything that handles facts is driven by this description.
/// </summary>
public sealed class FactKind
{
    internal FactKind(int index, string name, FactShape shape, string meaning, ImmutableArray<FactField> fields, params ImmutableArray<FactState> states)
    {
        Index = index;
        Name = name;
        Shape = shape;
        Meaning = meaning;
        Fields = [.. fields.Select((f, i) => f with { Index = i })];
        States = states;
    }

    /// <summary>Position in <see cref="FactKinds.All"/>.</summary>
    public int Index { get; }

    /// <summary>The plural used in models, mappings and addresses: <c>tickets</c>.</summary>
    public string Name { get; }

    public FactShape Shape { get; }

    public string Meaning { get; }

    public ImmutableArray<FactField> Fields { get; }

    /// <summary>The states an object can hold over an interval. A model names the one it means.</summary>
    public ImmutableArray<FactState> States { get; }

    // Asked for per row in places: a delegate would be made each time.
    public FactField? Find(string field)
    {
        foreach (var candidate in Fields)
        {
            if (string.Equals(candidate.Name, field, StringComparison.Ordinal))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <exception cref="ArgumentException">The kind has no such field.</exception>
    public FactField this[string field] =>
        Find(field) ?? throw new ArgumentException($"{Name} have no field '{field}'.", nameof(field));

    public FactState? FindState(string state) => States.FirstOrDefault(s => string.Equals(s.Name, state, StringComparison.Ordinal));

    public override string ToString() => Name;
}

/// <summary>A state that holds over <c>[From, To)</c>, both names of fields of the kind. A missing To is open.</summary>
public sealed record FactState(string Name, string From, string To)
{
    /// <summary>
    /// Whether an object without a From is in the state since its version took effect, instead of never. A From that has not
    /// come yet is none: what lies after T must not change what is read at T.
    /// </summary>
    public bool HoldsFromTheVersionOn { get; init; }

    /// <summary>Whether a visible object is in the state at the point in time it is seen at.</summary>
    public bool Holds(VisibleFact fact)
    {
        var begin = fact.Time(fact.Kind[From]) ?? (HoldsFromTheVersionOn ? fact.At : null);
        return TimeWindow.Holds(begin, fact.Time(fact.Kind[To]), fact.Point.AsOf);
    }
}
