using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Firsts;

/// <summary>
/// A measure over a window, scaled up for accounts that are younger than it: value × window ÷ min(window, days since the
/// start), of which the first day counts as one. What grows with time (counts, sums) then compares young accounts with old.
/// </summary>
/// <param name="Of">With a window.</param>
public sealed record ScaledMeasure(Measure Of, FirstTime Since) : Measure
{
    public static readonly MeasureSyntax Syntax = new("scaled", static (reader, mapping) => Read(reader, mapping));

    public override IEnumerable<FactKind> Kinds => Of.Kinds.Union([Since.Selection.Kind]);

    public override int? WindowDays => Of.WindowDays;

    public override int ReachDays => Of.ReachDays;

    public override int LeadInDays => Of.LeadInDays;

    public override SweepNode Sweep(SweepBuilder builder) =>
        new ScaledNode(builder.Node(Of), Of.WindowDays!.Value, new FirstTimeDays(Since, builder), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point)
    {
        var reading = Of.Read(history, point);
        if (reading is not Reading.Observed of)
        {
            return reading;
        }

        return Since.Of(history, point) is { } since && Since.InstantOf(since) is { } start && start <= point.AsOf
            ? Reading.Of(Scale(of.Value, Of.WindowDays!.Value, history.Calendar.DaysBetween(start, point.AsOf)))
            : new Reading.Missing(MissingReason.NotApplicable, $"no {Since.Describe()} yet");
    }

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) => Of.Evidence(history, point);

    public override string Describe() => $"{Of.Describe()}, scaled to the whole window since the first {Since.Describe()}";

    internal static double Scale(double value, int window, int days) => value * window / Math.Clamp(days, 1, window);

    private static ScaledMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        reader.Document.AllowOnly(mapping, "'scaled'", "scaled", "since");
        var of = reader.Read(mapping["scaled"]!);
        var since = FirstTime.Since(reader, mapping);
        if (of is { WindowDays: null })
        {
            reader.Document.Error(mapping["scaled"]!.Position, "'scaled' takes a measure with a window, such as { count: usage, window: 90d }.");
            return null;
        }

        return of is null || since is null ? null : new ScaledMeasure(of, since);
    }
}
