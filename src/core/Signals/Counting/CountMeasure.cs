using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Counting;

/// <summary>How many facts are selected. None is zero, because the stream is known to be connected.</summary>
public sealed record CountMeasure(Selection Selection) : Measure
{
    public static readonly MeasureSyntax Syntax = new("count", static (reader, mapping) =>
        mapping["weights"] is not null ? WeightedCountMeasure.Read(reader, mapping)
            : reader.SelectionOfKeyword(mapping, "count") is { } selection ? new CountMeasure(selection)
            : null);

    /// <summary><c>open: tickets</c> counts the objects that are in their kind's state of that name at T.</summary>
    public static readonly MeasureSyntax OpenSyntax = new("open", static (reader, mapping) => Open(reader, mapping));

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override int LeadInDays => WindowDays ?? 0;

    public override SweepNode Sweep(SweepBuilder builder) => builder.Counts(Selection);

    public override Reading Read(AccountHistory history, PointInTime point) =>
        new Reading.Observed(Selection.Of(history, point).Count());

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) => Selection.Of(history, point);

    public override string Describe() => $"count of {Selection.Describe()}";

    private static CountMeasure? Open(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        if (reader.SelectionOfKeyword(mapping, "open") is not { } selection)
        {
            return null;
        }

        if (selection.While is not null)
        {
            reader.Document.Error(mapping["while"]!.Position, "'open' names the state itself: use 'count' together with 'while'.");
            return null;
        }

        if (selection.Kind.FindState("open") is { } open)
        {
            return new CountMeasure(selection with { While = open });
        }

        var kinds = FactKinds.All.Where(k => k.FindState("open") is not null).Select(k => k.Name);
        reader.Document.Error(mapping["open"]!.Position, $"{selection.Kind} are never open. Allowed: {string.Join(", ", kinds)}.");
        return null;
    }
}
