using Mainstay.Core.Documents;

namespace Mainstay.Core.Scores.Curves;

/// <summary>Reads <c>{ middle: 5, slope: 1.2 }</c>, or the values that get 10 and 90 points: <c>{ at10: 2, at90: 8 }</c>.</summary>
internal static class LogisticSyntax
{
    /// <summary>ln 9: so far from the middle, times the slope, an S has 90 points.</summary>
    private const double Ln9 = 2.1972245773362196;

    public static Curve.Logistic? Read(DocumentReader reader, DocumentNode node)
    {
        if (reader.Mapping(node, "logistic") is not { } mapping)
        {
            return null;
        }

        if (mapping["at10"] is not null || mapping["at90"] is not null)
        {
            reader.AllowOnly(mapping, "logistic with at10 and at90", "at10", "at90");
            var low = Number(reader, mapping, "at10");
            var high = Number(reader, mapping, "at90");

            // Closer than this and the slope leaves the numbers.
            if (Math.Abs(high - low ?? 1) < 1e-12)
            {
                reader.Error(mapping.Position, "at10 and at90 must be different values.");
                return null;
            }

            return low is { } a && high is { } b ? new Curve.Logistic((a + b) / 2, 2 * Ln9 / (b - a)) : null;
        }

        reader.AllowOnly(mapping, "logistic", "middle", "slope", "at10", "at90");
        var middle = Number(reader, mapping, "middle");
        var slope = Number(reader, mapping, "slope");
        if (slope == 0)
        {
            reader.Error(mapping["slope"]!.Position, "A slope of 0 gives every value 50 points.");
            return null;
        }

        return middle is { } m && slope is { } s ? new Curve.Logistic(m, s) : null;
    }

    private static double? Number(DocumentReader reader, DocumentNode.Mapping mapping, string key) =>
        reader.Required(mapping, key, "logistic") is { } node ? reader.Number(node, key, -CurveSyntax.Largest, CurveSyntax.Largest) : null;
}
