using Mainstay.Core.Documents;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals.Totals;

/// <summary>
/// Sum, mean, least or greatest value of a numeric field over the selected facts; facts without the field do not count.
/// The sum of none is zero; the others have nothing to read. Durations are totalled in microseconds and then divided
/// once, so that no digit is lost.
/// </summary>
public sealed record TotalMeasure(Total Total, FactField Field, DurationUnit Unit, Selection Selection) : Measure
{
    public static readonly MeasureSyntax SumSyntax = Syntax("sum", Total.Sum);
    public static readonly MeasureSyntax MeanSyntax = Syntax("mean", Total.Mean);
    public static readonly MeasureSyntax MinSyntax = Syntax("min", Total.Min);
    public static readonly MeasureSyntax MaxSyntax = Syntax("max", Total.Max);

    public override IEnumerable<FactKind> Kinds => [Selection.Kind];

    public override int? WindowDays => Selection.WindowDays;

    public override Reading Read(AccountHistory history, PointInTime point)
    {
        var values = Selection.Of(history, point).Select(f => f.Number(Field)).OfType<double>().ToArray();
        if (values.Length == 0 && Total != Total.Sum)
        {
            return Selection.Nothing(history, point);
        }

        return Reading.Of(Total switch
        {
            Total.Sum => values.Sum() / PerUnit,
            Total.Mean => values.Sum() / (values.Length * PerUnit),
            Total.Min => values.Min() / PerUnit,
            Total.Max => values.Max() / PerUnit,
        });
    }

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point) =>
        Selection.Of(history, point).Where(f => f.Number(Field) is not null);

    public override string Describe()
    {
        var unit = Field.Type == FieldType.Duration ? $" in {Unit.ToString().ToLowerInvariant()}" : "";
        return $"{Total.ToString().ToLowerInvariant()} of {Field.Name}{unit} in {Selection.Describe()}";
    }

    private double PerUnit => Field.Type == FieldType.Duration ? Unit.Micros() : 1;

    private static MeasureSyntax Syntax(string keyword, Total total) => new(keyword, (reader, mapping) => Read(reader, mapping, keyword, total));

    private static TotalMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping, string keyword, Total total)
    {
        if (reader.Selection(mapping, keyword, "unit") is not { } selection
            || reader.Field(mapping[keyword]!, selection.Kind, "numeric field", f => f.IsNumeric) is not { } field)
        {
            return null;
        }

        var unit = DurationUnit.Hours;
        if (mapping["unit"] is { } node)
        {
            if (field.Type != FieldType.Duration)
            {
                reader.Document.Error(node.Position, $"{field.Name} has no unit: only durations do.");
                return null;
            }

            if (reader.Document.OneOf(node, "unit", [.. DurationUnits.All.Select(u => u.Name)]) is not { } name)
            {
                return null;
            }

            unit = DurationUnits.All.First(u => u.Name == name).Unit;
        }

        return new TotalMeasure(total, field, unit, selection);
    }
}

public enum Total
{
    Sum,
    Mean,
    Min,
    Max,
}
