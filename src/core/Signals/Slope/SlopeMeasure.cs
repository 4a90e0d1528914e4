using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Slope;

/// <summary>
/// The slope of the least-squares line through the daily counts of a window, days without facts counting as zero:
/// facts per day, per day. (nΣxy − ΣxΣy) / (nΣx² − (Σx)²) with x = 0 for the first day of the window.
/// </summary>
public sealed record SlopeMeasure(Selection Selection, int Days) : Measure
{
    public static readonly MeasureSyntax Syntax = new("slope", static (reader, mapping) => Read(reader, mapping));

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Days;

    public override int LeadInDays => WindowDays ?? 0;

    public override SweepNode Sweep(SweepBuilder builder) => builder.Days(Selection) is { } days
        ? new DailySlopeNode(days, Days, builder.Grid)
        : new SpanSlopeNode(builder.Spans(Selection), Days, builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point)
    {
        var dayStarts = Enumerable.Range(0, Days).Select(x => history.Calendar.DaysBefore(point.AsOf, Days - x)).ToArray();
        var counts = new double[Days];
        foreach (var fact in Selection.Of(history, point))
        {
            counts[Array.FindLastIndex(dayStarts, start => start <= Selection.InstantOf(fact)!.Value)]++;
        }

        double sumX = 0, sumY = 0, sumXx = 0, sumXy = 0;
        for (var x = 0; x < Days; x++)
        {
            sumX += x;
            sumY += counts[x];
            sumXx += (double)x * x;
            sumXy += x * counts[x];
        }

        return new Reading.Observed((Days * sumXy - sumX * sumY) / (Days * sumXx - sumX * sumX));
    }

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) => Selection.Of(history, point);

    public override string Describe() => $"slope of daily {Selection.Describe()}";

    private static SlopeMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        if (reader.SelectionOfKeyword(mapping, "slope") is not { } selection)
        {
            return null;
        }

        if (selection.WindowDays is { } days and >= 2)
        {
            return new SlopeMeasure(selection, days);
        }

        reader.Document.Error(mapping.Position, "'slope' needs a window of at least two days, such as window: 28d.");
        return null;
    }
}
