using System.Collections.Immutable;
using Mainstay.Core.Documents;

namespace Mainstay.Core.Scores.Curves;

/// <summary>
/// Reads <c>[[0, 0], [0.8, 100]]</c> (linear), or a mapping with one key that says what else it is:
/// <c>{ bands: { below: 100, from: [[1, 50], [3, 0]] } }</c>, <c>lookup</c>, <c>logistic</c>, <c>percentiles</c>, <c>by</c>.
/// </summary>
public static class CurveSyntax
{
    /// <summary>Bounds of a value; they keep the arithmetic between two knots far from infinity.</summary>
    internal const double Largest = 1e15;

    /// <param name="signals">The names that a curve can be chosen by; null where there is nothing to choose.</param>
    public static Curve? Read(DocumentReader reader, DocumentNode node, IReadOnlyCollection<string>? signals = null)
    {
        if (node is not DocumentNode.Mapping mapping)
        {
            return Knots(reader, node, atLeast: 2, "A curve") is { } knots ? new Curve.PiecewiseLinear(knots) : null;
        }

        if (signals is not null && mapping["by"] is not null)
        {
            return ChosenCurveSyntax.Read(reader, mapping, signals);
        }

        if (mapping["percentiles"] is { } quantiles)
        {
            reader.AllowOnly(mapping, "A curve of percentiles", "percentiles", "best");
            return PercentileSyntax.Read(reader, quantiles, mapping["best"]);
        }

        reader.AllowOnly(mapping, "A curve", ["bands", "lookup", "logistic", "percentiles", .. signals is null ? [] : (string[])["by"]]);
        switch (mapping.Entries)
        {
            case [{ Key: "bands", Value: var bands }]:
                return ReadBands(reader, bands);
            case [{ Key: "lookup", Value: var table }]:
                return LookupSyntax.Read(reader, table);
            case [{ Key: "logistic", Value: var shape }]:
                return LogisticSyntax.Read(reader, shape);
            default:
                reader.Error(mapping.Position, "A curve is a list of [value, points] or one of bands, lookup, logistic, percentiles.");
                return null;
        }
    }

    private static Curve.Bands? ReadBands(DocumentReader reader, DocumentNode node)
    {
        if (reader.Mapping(node, "bands") is not { } mapping)
        {
            return null;
        }

        reader.AllowOnly(mapping, "bands", "below", "from");
        var below = reader.Required(mapping, "below", "bands") is { } b ? reader.Number(b, "below", 0, 100) : null;
        var steps = reader.Required(mapping, "from", "bands") is { } f ? Knots(reader, f, atLeast: 1, "bands") : null;
        return below is { } points && steps is { } known ? new Curve.Bands(points, known) : null;
    }

    private static ImmutableArray<Knot>? Knots(DocumentReader reader, DocumentNode node, int atLeast, string what)
    {
        if (node is not DocumentNode.Sequence sequence || sequence.Items.Count < atLeast)
        {
            var found = node is DocumentNode.Sequence few ? $"has {few.Items.Count}" : $"is {DocumentReader.Describe(node)}";
            reader.Error(node.Position, $"{what} must be a list of at least {atLeast} [value, points], but {found}.");
            return null;
        }

        var errors = reader.Findings.Count;
        var knots = ImmutableArray.CreateBuilder<Knot>(sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            if (item is not DocumentNode.Sequence { Items: [var value, var points] })
            {
                reader.Error(item.Position, $"{what} holds pairs [value, points], but here is {DocumentReader.Describe(item)}.");
                continue;
            }

            var (v, p) = (reader.Number(value, "The value of a knot", -Largest, Largest), reader.Number(points, "The points of a knot", 0, 100));
            if (v is null || p is null)
            {
                continue;
            }

            if (knots.Count > 0 && v <= knots[^1].Value)
            {
                reader.Error(value.Position, $"{what} must ascend in value: {DocumentReader.Describe(value)} does not come after {knots[^1].Value.ToString(System.Globalization.CultureInfo.InvariantCulture)}.");
                continue;
            }

            knots.Add(new Knot(v.Value, p.Value));
        }

        return reader.Findings.Count == errors ? knots.ToImmutable() : null;
    }
}
