using System.Diagnostics;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Scores.Evaluation;

/// <summary>A signal or a dimension as a part of what it stands in.</summary>
/// <param name="Weight">At least 0.</param>
/// <param name="Points">0 to 100; null when it takes no part.</param>
/// <param name="Kept">
/// How much of its weight stays with it, 0 to 1; what it does not keep goes to the whole score. Null when its weight goes to
/// the parts beside it.
/// </param>
internal readonly record struct Part(double Weight, double? Points, double? Kept);

/// <summary>Several parts made one.</summary>
/// <param name="Points">Null when no part with a weight has points.</param>
/// <param name="Kept">As of <see cref="Part"/>.</param>
/// <param name="Shares">How much each part has of the result: all together 1, or 0 where there is none.</param>
internal sealed record PartCombination(double? Points, double? Kept, double[] Shares)
{
    public static PartCombination Of(Combination combination, Part[] parts) => combination switch
    {
        Combination.Mean => Mean(parts),
        Combination.Min => Pick(parts, (points, best) => points < best),
        Combination.Max => Pick(parts, (points, best) => points > best),
        _ => throw new UnreachableException(),
    };

    // Rounding can carry a mean an ulp past the greatest part or below the least, so that a hundred everywhere would be
    // 100.00000000000001 in all, or be shown as 99.
    private static PartCombination Mean(Part[] parts)
    {
        double all = 0, weight = 0, sum = 0, least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        foreach (var part in parts)
        {
            all += part is { Weight: > 0, Kept: not null } ? part.Weight : 0;
            if (part is { Weight: > 0, Kept: { } kept, Points: { } points })
            {
                weight += part.Weight * kept;
                sum += part.Weight * kept * points;
                least = Math.Min(least, points);
                greatest = Math.Max(greatest, points);
            }
        }

        return weight > 0
            ? new PartCombination(
                Math.Clamp(sum / weight, least, greatest),
                weight / all,
                [.. parts.Select(p => p.Points is null ? 0 : p.Weight * p.Kept!.Value / weight)])
            : Nothing(parts);
    }

    // Weights share nothing out here, so none of them goes elsewhere: were what is kept to follow the part that is picked, a
    // part that falls could raise the score by handing over to one that keeps less.
    private static PartCombination Pick(Part[] parts, Func<double, double, bool> isBetter)
    {
        var picked = -1;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is { Weight: > 0, Points: { } points } && (picked < 0 || isBetter(points, parts[picked].Points!.Value)))
            {
                picked = i;
            }
        }

        return picked < 0 ? Nothing(parts) : new PartCombination(parts[picked].Points, 1, [.. parts.Select((_, i) => i == picked ? 1d : 0)]);
    }

    private static PartCombination Nothing(Part[] parts) =>
        new(null, Array.Exists(parts, p => p is { Weight: > 0, Kept: not null }) ? 0 : null, new double[parts.Length]);
}
