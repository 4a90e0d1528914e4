using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Holding;

/// <summary>
/// Calendar days from the beginning to the agreed end of the term that holds at T, of several the longest. A term without
/// an end has no length: not applicable.
/// </summary>
/// <param name="Selection">With a state whose beginning and end are agreed in advance.</param>
public sealed record TermDaysMeasure(Selection Selection) : Measure
{
    public static readonly MeasureSyntax Syntax = new("term_days", static (reader, mapping) => Read(reader, mapping));

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override SweepNode Sweep(SweepBuilder builder) => new TermDaysNode(From, To, builder.Spans(Selection), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point) =>
        Evidence(history, point).FirstOrDefault() is { Columns: not null } longest
            ? new Reading.Observed(DaysOf(longest, history.Calendar))
            : new Reading.Missing(MissingReason.NotApplicable, $"no {To.Name} of {Selection.Describe()}");

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Selection.Of(history, point).Where(f => f.Time(To) is not null).OrderByDescending(f => DaysOf(f, history.Calendar)).Take(1);

    public override string Describe() => $"days of the term of {Selection.Describe()}";

    private FactField From => Selection.Kind[Selection.While!.From];

    private FactField To => Selection.Kind[Selection.While!.To];

    private int DaysOf(VisibleFact fact, Calendar calendar) => calendar.DaysBetween(fact.Time(From)!.Value, fact.Time(To)!.Value);

    private static TermDaysMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        if (reader.SelectionOfKeyword(mapping, "term_days") is not { } selection)
        {
            return null;
        }

        if ((selection.While ?? selection.Kind.States.FirstOrDefault(s => IsTerm(selection.Kind, s))) is { } state && IsTerm(selection.Kind, state))
        {
            return new TermDaysMeasure(selection with { While = state });
        }

        var kinds = FactKinds.All.Where(k => k.States.Any(s => IsTerm(k, s))).Select(k => k.Name);
        reader.Document.Error(mapping["term_days"]!.Position, $"{selection.Kind} have no terms. Allowed: {string.Join(", ", kinds)}.");
        return null;
    }

    private static bool IsTerm(FactKind kind, FactState state) =>
        kind[state.From].Type == FieldType.Planned && kind[state.To].Type == FieldType.Planned;
}
