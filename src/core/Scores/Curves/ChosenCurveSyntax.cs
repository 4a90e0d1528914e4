using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Documents;

namespace Mainstay.Core.Scores.Curves;

/// <summary>
/// Reads <c>{ by: tenure_days, steps: [ { below: 180, curve: [[0, 0], [0.5, 100]] }, { curve: [[0, 0], [0.9, 100]] } ] }</c>,
/// and <c>missing</c> for when the other signal has no value.
/// </summary>
internal static class ChosenCurveSyntax
{
    /// <param name="signals">The names that <c>by</c> can say.</param>
    public static Curve.Chosen? Read(DocumentReader reader, DocumentNode.Mapping mapping, IReadOnlyCollection<string> signals)
    {
        var errors = reader.Findings.Count;
        reader.AllowOnly(mapping, "A curve by a signal", "by", "steps", "missing");
        var by = reader.OneOf(mapping["by"], "by", signals);
        var steps = ImmutableArray.CreateBuilder<CurveStep>();
        if (reader.Required(mapping, "steps", "A curve by a signal") is { } list)
        {
            var items = DocumentReader.Items(list);
            for (var i = 0; i < items.Count; i++)
            {
                if (reader.Mapping(items[i], "A step") is { } step)
                {
                    Add(reader, steps, step, isLast: i == items.Count - 1);
                }
            }

            if (items.Count < 2)
            {
                reader.Error(list.Position, "A curve by a signal needs at least two steps.");
            }
        }

        var missing = mapping["missing"] is { } m ? CurveSyntax.Read(reader, m) : null;
        return reader.Findings.Count > errors ? null : new Curve.Chosen(by!, steps.ToImmutable(), missing);
    }

    private static void Add(DocumentReader reader, ImmutableArray<CurveStep>.Builder steps, DocumentNode.Mapping step, bool isLast)
    {
        reader.AllowOnly(step, "A step", "below", "curve");
        if (isLast && step["below"] is { } bound)
        {
            reader.Error(bound.Position, "The last step is for all that the others leave: it has no 'below'.");
        }

        var below = isLast ? double.PositiveInfinity
            : reader.Required(step, "below", "A step before the last") is { } node ? reader.Number(node, "below", -CurveSyntax.Largest, CurveSyntax.Largest)
            : null;
        var curve = reader.Required(step, "curve", "A step") is { } c ? CurveSyntax.Read(reader, c) : null;
        if (steps.Count > 0 && below <= steps[^1].Below)
        {
            reader.Error(step["below"]!.Position, string.Create(CultureInfo.InvariantCulture, $"Steps ascend: 'below' must be more than {steps[^1].Below}."));
        }
        else if (below is { } end && curve is not null)
        {
            steps.Add(new CurveStep(end, curve));
        }
    }
}
