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

    public bool Equals(Selection? other) =>
        other is not null && Kind == other.Kind && WindowDays == other.WindowDays && On == other.On && While == other.While && EveryVersion == other.EveryVersion
        && Where.SequenceEqual(other.Where);

    public override int GetHashCode() => HashCode.Combine(Kind, WindowDays, On, While, Where.Length);

    /// <summary>The selected facts in the order they took effect.</summary>
    public IEnumerable<VisibleFact> Of(AccountHistory history, PointInTime point)
    {
        TimeWindow? window = WindowDays is { } days ? TimeWindow.Before(point.AsOf, days, history.Calendar) : null;
        return history.Visible(Kind, point, EveryVersion).Where(fact =>
            (window is not { } w || (InstantOf(fact) is { } instant && w.Contains(instant)))
            && (While is not { } state || TimeWindow.Holds(fact.Time(Kind[state.From]), fact.Time(Kind[state.To]), point.AsOf))
            && Where.All(condition => condition.Holds(fact)));
    }

    /// <summary>
    /// Why a measure over this selection has nothing to read: the account never had such a fact, or only before the window.
    /// </summary>
    public Reading.Missing Nothing(AccountHistory history, PointInTime point) =>
        WindowDays is { } days && (this with { WindowDays = null }).Of(history, point).Any()
            ? new Reading.Missing(MissingReason.Stale, $"none in {days} days")
            : new Reading.Missing(MissingReason.Absent, $"no {DescribeFacts()} yet");

    public Instant? InstantOf(VisibleFact fact) => On is { } field ? fact.Time(field) : fact.At;

    public string Describe() => DescribeFacts() + (WindowDays is { } days ? $", {days} days" : "");

    private string DescribeFacts() =>
        (While is { } state ? $"{state.Name} " : "")
        + Kind.Name
        + (Where.IsEmpty ? "" : $" ({string.Join(", ", Where.Select(c => c.Describe()))})")
        + (On is { } on ? $" by {on.Name}" : "");
}
