using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals;

/// <summary>
/// How a signal's value follows from facts. Each kind of measure has a folder here with its definition and a syntax that
/// reads it from a model file; <see cref="MeasureCatalogue"/> lists them.
/// </summary>
public abstract record Measure
{
    /// <summary>The kinds of facts it looks at; all their streams must be connected and fresh for a reading.</summary>
    public abstract IEnumerable<FactKind> Kinds { get; }

    /// <summary>Reads the value as if every stream were connected, fresh and clean.</summary>
    public abstract Reading Read(AccountHistory history, PointInTime point);

    /// <summary>The facts that the reading rests on, in the order they took effect.</summary>
    public abstract IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point);

    /// <summary>The definition in words: "distinct users in usage, 30 days".</summary>
    public abstract string Describe();

    /// <summary>
    /// How many days before T it looks at; null when it looks at all of the past. Not a bound on the facts it needs: an object
    /// that took effect long ago can be solved within the window, and why a window is empty depends on what came before.
    /// </summary>
    public virtual int? WindowDays => null;

    /// <summary>Days before T that a reading counts: windows and shifts, added up. Its streams must cover them.</summary>
    public virtual int ReachDays => WindowDays ?? 0;

    /// <summary>Days before the first reported one that a sweep has to lay out for it. Spans need none: they know where they end.</summary>
    public virtual int LeadInDays => 0;

    /// <summary>The same measure over all days at once. Day by day is right for every measure; a faster way must equal it.</summary>
    public virtual SweepNode Sweep(SweepBuilder builder) => new DayByDayNode(this, builder.Grid, builder.HindsightDays);
}
