using Mainstay.Core.Documents;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Signals.Currencies;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Changed;

/// <summary>
/// How many objects have another value in a field than they had <see cref="Days"/> days before T. An object that did not
/// exist then, or a value that is unknown at either time, has not changed. What changed and changed back has not either. Amounts in
/// one currency are compared as they stand, because a rate is no change; those in two by what both are worth in the model's.
/// </summary>
/// <param name="Order">What words are worth when a change of words has a direction; null without an order.</param>
/// <param name="Selection">The objects at T; what they were before does not have to fulfil it. Without a window.</param>
public sealed record ChangedMeasure(FactField Field, Direction Direction, WordTable? Order, int Days, Selection Selection) : Measure
{
    public static readonly MeasureSyntax Syntax = new("changed", static (reader, mapping) => Read(reader, mapping));

    /// <summary>What amounts in different currencies are converted to; null where the model names none: then they are unknown to each other.</summary>
    public ReportingCurrency? Currency { get; init; }

    public override IEnumerable<FactKind> Kinds => Selection.Kinds;

    public override int? WindowDays => Days;

    public override int ReachDays => Days;

    public override int LeadInDays => Days;

    /// <remarks>As for a change, what an object was counts what became known of that since.</remarks>
    public override SweepNode Sweep(SweepBuilder builder)
    {
        var node = new ChangedNode(this, builder.Spans(Selection), builder.Hindsight(Days).Spans(Before), builder.Columns(Selection.Kind), builder.Grid);
        return MoneyNode.Around(node, this, Field, Selection.Kind, Currency, builder);
    }

    public override Reading Read(AccountHistory history, PointInTime point) => new Reading.Observed(Evidence(history, point).Count());

    public override IEnumerable<VisibleFact> Evidence(AccountHistory history, PointInTime point)
    {
        var earlier = point with { AsOf = history.Calendar.DaysBefore(point.AsOf, Days) };
        var before = Before.Of(history, earlier).ToDictionary(f => f.Id!, StringComparer.Ordinal);
        return Selection.Of(history, point).Where(f => before.TryGetValue(f.Id!, out var then) && HasChanged(ValueOf(then, f, history), ValueOf(f, then, history)));
    }

    public override string Describe() =>
        $"count of {Selection.Describe()} whose {Field.Name} {Direction.Describe()} in {Days} days" + (Order is null ? "" : $" ({string.Join(" < ", Order.Words.Select(w => w.Key))})");

    private FactValue ValueOf(VisibleFact fact, VisibleFact beside, AccountHistory history)
    {
        var value = fact.Value(Field);
        return Field.Type != FieldType.Money || value.Number is not { } amount || NamedOf(fact) == NamedOf(beside) ? value
            : Currency?.Convert(amount, fact, history).AmountOrNull is { } converted ? FactValue.Of(converted)
            : default;
    }

    // A fact without a currency is in the model's.
    private string? NamedOf(VisibleFact fact) => Facts.Currencies.Currency.Of(fact) ?? Currency?.Code;

    internal Selection Before => new() { Kind = Selection.Kind };

    internal bool HasChanged(FactValue then, FactValue now) =>
        !then.IsAbsent && !now.IsAbsent && then != now
        && (Direction == Direction.Any || (RankOf(then) is { } from && RankOf(now) is { } to && (Direction == Direction.Up ? to > from : to < from)));

    private double? RankOf(FactValue value) => value.Text is { } word ? Order?.Of(word) : value.Number;

    private static ChangedMeasure? Read(MeasureReader reader, DocumentNode.Mapping mapping)
    {
        var read = reader.FieldAndSelection(
            mapping, "changed", "field that changes", f => f.Type == FieldType.Text || (f.IsNumeric && f.Type != FieldType.Duration), "direction", "order");
        if (read is not var (field, selection))
        {
            return null;
        }

        var document = reader.Document;
        var errors = document.Findings.Count;
        if (selection.Kind.Shape == FactShape.Occurrence)
        {
            document.Error(mapping["in"]!.Position, $"{selection.Kind} happen once and never change.");
        }

        if (selection.WindowDays is null)
        {
            document.Error(mapping.Position, "'changed' needs a window, such as window: 90d.");
        }

        if (mapping["on"] is { } on)
        {
            document.Error(on.Position, "'changed' compares T with the beginning of the window and looks at no moment: leave out 'on'.");
        }

        var order = ReadOrder(document, mapping["order"], field);
        var direction = mapping["direction"] is { } node ? DirectionSyntax.Read(document, node, field, mapping["order"]) : Direction.Any;
        return document.Findings.Count > errors
            ? null
            : new ChangedMeasure(field, direction, order, selection.WindowDays!.Value, selection with { WindowDays = null }) { Currency = reader.CurrencyOf(field) };
    }

    private static WordTable? ReadOrder(DocumentReader document, DocumentNode? node, FactField field)
    {
        if (node is not null && field.Type != FieldType.Text)
        {
            document.Error(node.Position, $"{field.Name} is a number and has its order: leave out 'order'.");
            return null;
        }

        return node is not null && WordTable.ReadWords(document, node, "'order'", atLeast: 2) is { } words ? WordTable.Ranks(words) : null;
    }
}
