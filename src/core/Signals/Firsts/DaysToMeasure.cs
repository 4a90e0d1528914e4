using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Firsts;

/// <summary>
/// Time to value: calendar days from a start to the first time something was reached, or to T while it is not. What was
/// reached before the start took no days. Without a start that has come it is not applicable.
/// </summary>
public sealed record DaysToMeasure(FirstTime First, FirstTime Since) : Measure
{
    public static readonly MeasureSyntax Syntax = new("days_to", static (reader, mapping) => Read(reader, mapping));

    public override IEnumerable<FactKind> Kinds => First.Selection.Kind == Since.Selection.Kind ? [First.Selection.Kind] : [First.Selection.Kind, Since.Selection.Kind];

    public override SweepNode Sweep(SweepBuilder builder) =>
        new DaysToNode(new FirstTimeDays(First, builder), new FirstTimeDays(Since, builder), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point)
    {
        if (Since.Of(history, point) is not { } since || Since.InstantOf(since) is not { } start || start > point.AsOf)
        {
            return new Reading.Missing(MissingReason.NotApplicable, $"no {Since.Describe()} yet");
        }

        var end = First.Of(history, point) is { } first ? First.InstantOf(first)!.Value : point.AsOf;
        return new Reading.Observed(Math.Max(0, history.Calendar.DaysBetween(start, end)));
    }

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        new[] { Since.Of(history, point), First.Of(history, point) }.OfType<VisibleFact>().OrderBy(f => f.At);

    public override string Describe() => $"days from the first {Since.Describe()} to the first {First.Describe()}";

    private static DaysToMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        var first = FirstTime.OfKeyword(reader, mapping, "days_to", "since");
        var since = FirstTime.Since(reader, mapping);
        return first is null || since is null ? null : new DaysToMeasure(first, since);
    }
}
