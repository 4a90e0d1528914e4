using System.Globalization;
using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Deviation;

/// <summary>
/// How far a measure lies from the account's own habit: its value less the median of the same measure in earlier windows,
/// in median absolute deviations (MAD) of those, at least <see cref="Floor"/>. −2 is two MADs below what is usual.
/// </summary>
/// <param name="Windows">How many earlier windows are compared with, at least <see cref="Fewest"/>.</param>
/// <param name="EveryDays">From one window to the next.</param>
/// <param name="Floor">The least spread that counts, above 0, in the measure's unit: a habit without spread still gives a number.</param>
public sealed record DeviationMeasure(Measure Of, int Windows, int EveryDays, double Floor) : Measure
{
    /// <summary>Fewer earlier windows than these are no habit.</summary>
    public const int Fewest = 3;

    public static readonly MeasureSyntax Syntax = new("deviation", static (reader, mapping) => Read(reader, mapping));

    public override IEnumerable<FactKind> Kinds => Of.Kinds;

    public override int? WindowDays => Of.WindowDays + Windows * EveryDays;

    /// <summary>As many windows as make a habit; of a stream that covers no more, the older windows are not looked for.</summary>
    public override int ReachDays => Of.ReachDays + Fewest * EveryDays;

    public override int LeadInDays => Of.LeadInDays + Windows * EveryDays + (Of.WindowDays ?? 0);

    /// <remarks>
    /// As for a change, each earlier window has a column of its own where something became known later. Where the first fact is
    /// not that of the first row (an object's first version gives way to later ones, an occurrence may be told twice), each
    /// day has its own.
    /// </remarks>
    public override SweepNode Sweep(SweepBuilder builder)
    {
        var isKnownAtOnce = Kinds.All(kind => builder.Columns(kind).IsKnownAtOnce);
        if (!isKnownAtOnce && builder.Grid.Skipped.Count > 0)
        {
            return base.Sweep(builder);
        }

        var earlier = Enumerable.Range(1, Windows).Select(i => (isKnownAtOnce ? builder : builder.Hindsight(i * EveryDays)).Node(Of));
        var isFirstRow = Kinds.All(kind => kind.Shape == FactShape.Occurrence && isKnownAtOnce && builder.Columns(kind).Ids is not { HasRepeats: true });
        var firsts = isFirstRow ? [] : Kinds.Select(kind => new FirstTimeDays(new FirstTime(new Selection { Kind = kind }, Field: null), builder));
        return new DeviationNode(this, builder.Node(Of), [.. earlier], [.. firsts], builder.Grid);
    }

    public override Reading Read(AccountHistory history, PointInTime point)
    {
        var reading = Of.Read(history, point);
        if (reading is not Reading.Observed now)
        {
            return reading;
        }

        var first = Kinds.SelectMany(kind => history.Visible(kind, point)).Select(f => (Instant?)f.At).Min();
        var habit = new List<double>(Windows);
        for (var i = 1; i <= Windows; i++)
        {
            var earlier = point with { AsOf = history.Calendar.DaysBefore(point.AsOf, i * EveryDays) };
            if (first <= history.Calendar.DaysBefore(earlier.AsOf, Of.WindowDays ?? 0) && Of.Read(history, earlier).ValueOrNull is { } value)
            {
                habit.Add(value);
            }
        }

        return habit.Count < Fewest
            ? new Reading.Missing(MissingReason.Absent, $"only {habit.Count} of {Windows} earlier windows to compare with")
            : Reading.Of(Deviate(now.Value, habit));
    }

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) => Of.Evidence(history, point);

    public override string Describe() =>
        string.Create(CultureInfo.InvariantCulture, $"deviation of {Of.Describe()} from {Windows} earlier windows, {EveryDays} days apart");

    /// <param name="habit">At least one; is sorted.</param>
    internal double Deviate(double now, List<double> habit)
    {
        var median = Median(habit);
        for (var i = 0; i < habit.Count; i++)
        {
            habit[i] = Math.Abs(habit[i] - median);
        }

        return (now - median) / Math.Max(Median(habit), Floor);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private static DeviationMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        var document = reader.Document;
        document.AllowOnly(mapping, "'deviation'", "deviation", "windows", "every", "floor");
        var errors = document.Findings.Count;
        var of = reader.Read(mapping["deviation"]!);
        var windows = mapping["windows"] is { } count ? document.Number(count, "windows", Fewest, 365) : 8;
        var every = document.Days(mapping["every"], "every");
        var floor = document.Required(mapping, "floor", "'deviation'") is { } least ? document.Number(least, "floor", 1e-9, 1e15) : null;
        if (windows is { } number && number != Math.Floor(number))
        {
            document.Error(mapping["windows"]!.Position, "windows must be a whole number.");
        }

        if (of is not null && (every ?? of.WindowDays) is null && mapping["every"] is null)
        {
            document.Error(mapping.Position, "'deviation' of a measure without a window needs 'every', such as every: 7d.");
        }

        return document.Findings.Count > errors || of is null || windows is null || floor is null
            ? null
            : new DeviationMeasure(of, (int)windows.Value, every ?? of.WindowDays!.Value, floor.Value);
    }
}
