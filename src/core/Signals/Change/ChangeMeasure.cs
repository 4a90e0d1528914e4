using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Change;

/// <summary>
/// A measure at T divided by the same measure <see cref="OverDays"/> days earlier: 1 is unchanged, 0.5 is halved. The
/// earlier value is read with what is known now, as a person comparing two months would. Not applicable when it was zero.
/// </summary>
public sealed record ChangeMeasure(Measure Of, int OverDays) : Measure
{
    public static readonly MeasureSyntax Syntax = new("change", static (reader, mapping) => Read(reader, mapping));

    public override IEnumerable<FactKind> Kinds => Of.Kinds;

    public override int? WindowDays => Of.WindowDays + OverDays;

    public override int ReachDays => Of.ReachDays + OverDays;

    public override int LeadInDays => Of.LeadInDays + OverDays;

    /// <remarks>
    /// A column holds each day as it was known that day; the earlier value counts what became known since, and so has a column of
    /// its own. A day that the zone left out has the column's value of the next day, which knows more.
    /// </remarks>
    public override SweepNode Sweep(SweepBuilder builder) =>
        Kinds.All(kind => builder.Columns(kind).IsKnownAtOnce) ? new ChangeNode(builder.Node(Of), builder.Node(Of), OverDays, builder.Grid)
        : builder.Grid.Skipped.Count == 0 ? new ChangeNode(builder.Node(Of), builder.Hindsight(OverDays).Node(Of), OverDays, builder.Grid)
        : base.Sweep(builder);

    public override Reading Read(AccountHistory history, PointInTime point) => (Of.Read(history, point), Of.Read(history, Earlier(history, point))) switch
    {
        (Reading.Missing missing, _) => missing,
        (_, Reading.Missing missing) => missing with { Because = $"{missing.Because}, {OverDays} days ago" },
        (_, Reading.Observed { Value: 0 }) => new Reading.Missing(MissingReason.NotApplicable, $"{Of.Describe()} was zero {OverDays} days ago"),
        (Reading.Observed now, Reading.Observed then) => Reading.Of(now.Value / then.Value),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Of.Evidence(history, Earlier(history, point)).Concat(Of.Evidence(history, point));

    public override string Describe() => $"change of {Of.Describe()} over {OverDays} days";

    private PointInTime Earlier(AccountHistory history, PointInTime point) =>
        point with { AsOf = history.Calendar.DaysBefore(point.AsOf, OverDays) };

    private static ChangeMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        reader.Document.AllowOnly(mapping, "A change", "change", "over");
        if (reader.Read(mapping["change"]!) is not { } of)
        {
            return null;
        }

        if (mapping["over"] is { } over)
        {
            return reader.Document.Days(over, "over") is { } days ? new ChangeMeasure(of, days) : null;
        }

        if (of.WindowDays is { } window)
        {
            return new ChangeMeasure(of, window);
        }

        reader.Document.Error(mapping.Position, "'change' of a measure without a window needs 'over', such as over: 90d.");
        return null;
    }
}
