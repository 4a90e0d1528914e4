using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Nps;

/// <summary>
/// Net Promoter Score over the selected facts, −100 to 100: the percentage of answers of 9 and more less the percentage of
/// answers of 6 and less. Facts without an answer do not count; of none there is no score.
/// </summary>
public sealed record NpsMeasure(FactField Field, Selection Selection) : Measure
{
    public const double Promoter = 9;

    public const double Detractor = 6;

    public static readonly MeasureSyntax Syntax = new("nps", static (reader, mapping) =>
        reader.FieldAndSelection(mapping, "nps", "number", f => f.Type == FieldType.Number) is var (field, selection)
            ? new NpsMeasure(field, selection)
            : null);

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override SweepNode Sweep(SweepBuilder builder) => new NpsNode(Field, builder.Spans(Selection), builder.Grid);

    public override Reading Read(AccountHistory history, PointInTime point)
    {
        var answers = Evidence(history, point).Select(f => f.Number(Field)!.Value).ToArray();
        return answers.Length == 0
            ? Selection.Nothing(history, point)
            : new Reading.Observed(100d * answers.Sum(Side) / answers.Length);
    }

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Selection.Of(history, point).Where(f => f.Number(Field) is not null);

    public override string Describe() => $"NPS by {Field.Name} in {Selection.Describe()}";

    internal static int Side(double answer) => answer >= Promoter ? 1 : answer <= Detractor ? -1 : 0;
}
