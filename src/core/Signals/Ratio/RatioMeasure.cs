using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Ratio;

/// <summary>One measure divided by another. Division by zero is not applicable; a missing part makes the ratio missing.</summary>
public sealed record RatioMeasure(Measure Of, Measure To) : Measure
{
    public static readonly MeasureSyntax Syntax = new("ratio", static (reader, mapping) => Read(reader, mapping));

    public override IEnumerable<FactKind> Kinds => Of.Kinds.Union(To.Kinds);

    public override int? WindowDays => Of.WindowDays is { } a && To.WindowDays is { } b ? Math.Max(a, b) : null;

    public override int ReachDays => Math.Max(Of.ReachDays, To.ReachDays);

    public override int LeadInDays => Math.Max(Of.LeadInDays, To.LeadInDays);

    public override SweepNode Sweep(SweepBuilder builder) => new RatioNode(builder.Node(Of), builder.Node(To), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point) => (Of.Read(history, point), To.Read(history, point)) switch
    {
        (Reading.Missing missing, _) => missing,
        (_, Reading.Missing missing) => missing,
        (_, Reading.Observed { Value: 0 }) => new Reading.Missing(MissingReason.NotApplicable, $"{To.Describe()} is zero"),
        (Reading.Observed of, Reading.Observed to) => Reading.Of(of.Value / to.Value),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Of.Evidence(history, point).Concat(To.Evidence(history, point));

    public override string Describe() => $"{Of.Describe()} / {To.Describe()}";

    private static RatioMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        reader.Document.AllowOnly(mapping, "A ratio", "ratio");
        if (mapping["ratio"] is DocumentNode.Sequence { Items: [var first, var second] })
        {
            var of = reader.Read(first);
            var to = reader.Read(second);
            return of is not null && to is not null ? new RatioMeasure(of, to) : null;
        }

        reader.Document.Error(mapping["ratio"]!.Position, "'ratio' takes a list of two measures: [ { … }, { … } ].");
        return null;
    }
}
