using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Holding;

/// <summary>
/// Calendar days for which a state has held at T: those of the object that has been in it longest, 0 when none is in it.
/// Objects that do not tell since when they are in it do not count; where only such are in it there is nothing to read.
/// </summary>
/// <param name="Selection">With a state.</param>
public sealed record HeldDaysMeasure(Selection Selection) : Measure
{
    public static readonly MeasureSyntax Syntax = new("held_days", static (reader, mapping) => Read(reader, mapping));

    /// <summary><c>open_days: tickets</c>: for how long the object that is open longest has been.</summary>
    public static readonly MeasureSyntax OpenSyntax = new("open_days", static (reader, mapping) => Open(reader, mapping));

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override SweepNode Sweep(SweepBuilder builder) => new HeldDaysNode(From, builder.Spans(Selection), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point) =>
        Evidence(history, point).FirstOrDefault() is { Columns: not null } longest
            ? new Reading.Observed(history.Calendar.DaysBetween(longest.Time(From)!.Value, point.AsOf))
            : Selection.Of(history, point).Any() ? new Reading.Missing(MissingReason.Absent, $"{Selection.Kind} without {From.Name}")
            : new Reading.Observed(0);

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Selection.Of(history, point).Where(f => f.Time(From) is not null).OrderBy(f => f.Time(From)).Take(1);

    public override string Describe() => $"days of the longest of {Selection.Describe()}";

    private FactField From => Selection.Kind[Selection.While!.From];

    private static HeldDaysMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        if (reader.SelectionOfKeyword(mapping, "held_days") is not { } selection)
        {
            return null;
        }

        if ((selection.While ?? OnlyState(selection.Kind)) is { } state)
        {
            return new HeldDaysMeasure(selection with { While = state });
        }

        var states = selection.Kind.States.Select(s => s.Name).ToArray();
        reader.Document.Error(
            mapping["held_days"]!.Position,
            states.Length == 0 ? $"{selection.Kind} have no states." : $"'held_days' of {selection.Kind} needs 'while': {string.Join(" or ", states)}.");
        return null;
    }

    private static HeldDaysMeasure? Open(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        if (reader.SelectionOfKeyword(mapping, "open_days") is not { } selection)
        {
            return null;
        }

        if (selection.While is not null)
        {
            reader.Document.Error(mapping["while"]!.Position, "'open_days' names the state itself: use 'held_days' together with 'while'.");
            return null;
        }

        if (selection.Kind.FindState("open") is { } open)
        {
            return new HeldDaysMeasure(selection with { While = open });
        }

        var kinds = FactKinds.All.Where(k => k.FindState("open") is not null).Select(k => k.Name);
        reader.Document.Error(mapping["open_days"]!.Position, $"{selection.Kind} are never open. Allowed: {string.Join(", ", kinds)}.");
        return null;
    }

    private static FactState? OnlyState(FactKind kind) => kind.States is [var only] ? only : null;
}
