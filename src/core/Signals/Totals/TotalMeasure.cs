using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Signals.Currencies;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Totals;

/// <summary>
/// Sum, mean, least or greatest value of a numeric field over the selected facts; facts without the field do not count.
/// The sum of no facts is zero; where facts are selected but none of them has the field there is nothing to read, and the
/// others have nothing to read of none either. Durations are totalled in microseconds and then divided once, so that no
/// digit is lost.
/// </summary>
public sealed record TotalMeasure(Total Total, FactField Field, DurationUnit Unit, Selection Selection) : Measure
{
    public static readonly MeasureSyntax SumSyntax = Syntax("sum", Total.Sum);
    public static readonly MeasureSyntax MeanSyntax = Syntax("mean", Total.Mean);
    public static readonly MeasureSyntax MinSyntax = Syntax("min", Total.Min);
    public static readonly MeasureSyntax MaxSyntax = Syntax("max", Total.Max);

    /// <summary><c>response_latency: survey_invitations</c>: the mean response time of what was answered in the window.</summary>
    public static readonly MeasureSyntax LatencySyntax = new("response_latency", static (reader, mapping) => ReadLatency(reader, mapping));

    /// <summary>What money is converted to, each amount by itself; null where the model names no currency.</summary>
    public ReportingCurrency? Currency { get; init; }

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Selection.WindowDays;

    public override SweepNode Sweep(SweepBuilder builder) =>
        MoneyNode.Around(new TotalNode(this, builder.Spans(Selection), builder.Grid), this, Field, Selection.Kind, Currency, builder);

    public override Reading Read(AccountHistory history, PointInTime point)
    {
        var facts = Evidence(history, point).ToArray();
        if (facts.Length == 0)
        {
            return Total != Total.Sum ? Selection.Nothing(history, point)
                : Selection.Of(history, point).Any() ? new Reading.Missing(MissingReason.Absent, $"{Selection.Kind} without {Field.Name}")
                : new Reading.Observed(0);
        }

        return Amounts.Read(facts, Field, Currency, history, out var values) ?? Reading.Of(Total switch
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
        var unit = Field.Type == FieldType.Duration ? $" in {Unit.ToString().ToLowerInvariant()}" : Currency is null ? "" : $" in {Currency.Code}";
        return $"{Total.ToString().ToLowerInvariant()} of {Field.Name}{unit} in {Selection.Describe()}";
    }

    internal double PerUnit => Field.Type == FieldType.Duration ? Unit.Micros() : 1;

    private static MeasureSyntax Syntax(string keyword, Total total) => new(keyword, (reader, mapping) => Read(reader, mapping, keyword, total));

    private static TotalMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping, string keyword, Total total)
    {
        var read = reader.FieldAndSelection(mapping, keyword, "numeric field", f => f.IsNumeric, "unit");
        var unit = mapping["unit"] is { } node ? ReadUnit(reader.Document, node, read?.Field) : DurationUnit.Hours;
        return read is var (field, selection) && unit is { } known ? new TotalMeasure(total, field, known, selection) { Currency = reader.CurrencyOf(field) } : null;
    }

    private static TotalMeasure? ReadLatency(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        if (reader.SelectionOfKeyword(mapping, "response_latency", "unit") is not { } selection)
        {
            return null;
        }

        var field = reader.ResponseTimeOf(selection.Kind, mapping["response_latency"]!.Position);
        var unit = mapping["unit"] is { } node ? ReadUnit(reader.Document, node, field) : DurationUnit.Hours;
        if (field is not { Span: var (_, answered) } || unit is null)
        {
            return null;
        }

        var on = selection.On ?? (selection.WindowDays is null ? null : selection.Kind[answered]);
        return new TotalMeasure(Total.Mean, field, unit.Value, selection with { On = on });
    }

    private static DurationUnit? ReadUnit(DocumentReader document, DocumentNode node, FactField? field)
    {
        if (field is not null && field.Type != FieldType.Duration)
        {
            document.Error(node.Position, $"{field.Name} has no unit: only durations do.");
            return null;
        }

        return document.OneOf(node, "unit", [.. DurationUnits.All.Select(u => u.Name)]) is { } name
            ? DurationUnits.All.First(u => u.Name == name).Unit
            : null;
    }
}

public enum Total
{
    Sum,
    Mean,
    Min,
    Max,
}
