using System.Collections.Immutable;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals;

/// <summary>Which facts of a kind a measure looks at.</summary>
public sealed record Selection
{
    public required FactKind Kind { get; init; }

    public ImmutableArray<Condition> Where { get; init; } = [];

    /// <summary>Only facts whose instant lies in the n days before T; null for all of the past.</summary>
    public int? WindowDays { get; init; }

    /// <summary>The moment that the window looks at; null for when the fact took effect.</summary>
    public FactField? On { get; init; }

    /// <summary>Only objects that are in this state at T.</summary>
    public FactState? While { get; init; }

    /// <summary>Also versions that a later one has replaced: for what happened first, however often it changed since.</summary>
    public bool EveryVersion { get; init; }

    /// <summary>
    /// Only facts of a person who at T is a contact that fulfils all of these: what the champions did. Empty for everybody.
    /// </summary>
    public ImmutableArray<Condition> Contacts { get; init; } = [];

    /// <summary>The kinds that it looks at.</summary>
    public IEnumerable<FactKind> Kinds => Contacts.IsEmpty || Kind == FactKinds.Contacts ? [Kind] : [Kind, FactKinds.Contacts];

    /// <summary>The field that names the person of a fact, by e-mail or id; null where the kind has none.</summary>
    public static FactField? PersonOf(FactKind kind) => kind.Find("contact") ?? kind.Find("user");

    public bool Equals(Selection? other) =>
        other is not null && Kind == other.Kind && WindowDays == other.WindowDays && On == other.On && While == other.While && EveryVersion == other.EveryVersion
        && Where.SequenceEqual(other.Where) && Contacts.SequenceEqual(other.Contacts);

    public override int GetHashCode() => HashCode.Combine(Kind, WindowDays, On, While, Where.Length);

    /// <summary>The selected facts in the order they took effect.</summary>
    public IEnumerable<VisibleFact> Of(AccountHistory history, PointInTime point)
    {
        TimeWindow? window = WindowDays is { } days ? TimeWindow.Before(point.AsOf, days, history.Calendar) : null;
        var people = Contacts.IsEmpty ? null : PeopleAt(history, point);
        return history.Visible(Kind, point, EveryVersion).Where(fact =>
            (people is null || (fact.Text(PersonOf(Kind)!) is { } person && people.Contains(person)))
            && (window is not { } w || (InstantOf(fact) is { } instant && w.Contains(instant)))
            && (While is not { } state || state.Holds(fact))
            && Where.All(condition => condition.Holds(fact, history)));
    }

    /// <summary>
    /// Why a measure over this selection has nothing to read: the account never had such a fact (what the window looks at
    /// has not happened yet to any), or only before the window.
    /// </summary>
    public Reading.Missing Nothing(AccountHistory history, PointInTime point) =>
        WindowDays is { } days && (this with { WindowDays = null }).Of(history, point).Any(fact => InstantOf(fact) < point.AsOf)
            ? new Reading.Missing(MissingReason.Stale, $"none in {days} days")
            : new Reading.Missing(MissingReason.Absent, $"no {DescribeFacts()} yet");

    public Instant? InstantOf(VisibleFact fact) => On is { } field ? fact.Time(field) : fact.At;

    public string Describe() => DescribeFacts() + (WindowDays is { } days ? $", {days} days" : "");

    private string DescribeFacts() =>
        (While is { } state ? $"{state.Name} " : "")
        + Kind.Name
        + (Where.IsEmpty ? "" : $" ({string.Join(", ", Where.Select(c => c.Describe()))})")
        + (Contacts.IsEmpty ? "" : $" of contacts ({string.Join(", ", Contacts.Select(c => c.Describe()))})")
        + (On is { } on ? $" by {on.Name}" : "");

    private HashSet<string> PeopleAt(AccountHistory history, PointInTime point) =>
        new Selection { Kind = FactKinds.Contacts, Where = Contacts }.Of(history, point)
            .SelectMany(contact => new[] { contact.Text(FactKinds.Contacts["email"]), contact.Id })
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
}
