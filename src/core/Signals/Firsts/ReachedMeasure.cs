using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Firsts;

/// <summary>1 when something has ever happened or been reached, 0 when not. Never falls back to 0.</summary>
public sealed record ReachedMeasure(FirstTime First) : Measure
{
    public static readonly MeasureSyntax Syntax = new("reached", static (reader, mapping) =>
        FirstTime.OfKeyword(reader, mapping, "reached") is { } first ? new ReachedMeasure(first) : null);

    public override IEnumerable<FactKind> Kinds => [First.Selection.Kind];

    public override SweepNode Sweep(SweepBuilder builder) => new ReachedNode(new FirstTimeDays(First, builder), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point) =>
        new Reading.Observed(First.Of(history, point) is null ? 0 : 1);

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        First.Of(history, point) is { } fact ? [fact] : [];

    public override string Describe() => $"reached: {First.Describe()}";
}
