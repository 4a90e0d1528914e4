using System.Collections.Immutable;
using Mainstay.Core.Documents;

namespace Mainstay.Core.Scores.Curves;

/// <summary>
/// Reads <c>[[0, 0], [0.8, 100]]</c> (linear) or <c>{ bands: { below: 100, from: [[1, 50], [3, 0]] } }</c> (steps).
/// </summary>
public static class CurveSyntax
{
    public static Curve? Read(DocumentReader reader, DocumentNode node)
    {
        if (node is DocumentNode.Mapping mapping)
        {
            reader.AllowOnly(mapping, "A curve", "bands");
            return mapping["bands"] is { } bands ? ReadBands(reader, bands) : null;
        }

        if (Knots(reader, node, atLeast: 2, "A curve") is not { } knots)
        {
            return null;
        }

        return new Curve.PiecewiseLinear(knots);
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
            reader.Error(node.Position, $"{what} must be a list of at least {atLeast} [value, points], but is {DocumentReader.Describe(node)}.");
            return null;
        }

        var knots = ImmutableArray.CreateBuilder<Knot>(sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            if (item is not DocumentNode.Sequence { Items: [var value, var points] })
            {
                reader.Error(item.Position, $"{what} holds pairs [value, points], but here is {DocumentReader.Describe(item)}.");
                return null;
            }

            if (reader.Number(value, "The value of a knot") is not { } v || reader.Number(points, "The points of a knot", 0, 100) is not { } p)
            {
                return null;
            }

            if (knots.Count > 0 && v <= knots[^1].Value)
            {
                reader.Error(value.Position, $"{what} must ascend in value: {DocumentReader.Describe(value)} does not come after {knots[^1].Value.ToString(System.Globalization.CultureInfo.InvariantCulture)}.");
                return null;
            }

            knots.Add(new Knot(v, p));
        }

        return knots.ToImmutable();
    }
}
