using System.Collections.Immutable;

namespace Mainstay.Core.Scores.Models;

/// <summary>A part of a score, made of signals or of dimensions.</summary>
/// <param name="Name">Unique beside its neighbours.</param>
/// <param name="Weight">At least 0; only its share of the sum counts.</param>
/// <param name="Combine">How its parts make one number.</param>
/// <param name="Signals">With weights of at least 0, not all of them 0; empty where it is made of dimensions.</param>
public sealed record DimensionDefinition(string Name, double Weight, Combination Combine, ImmutableArray<WeightedSignal> Signals)
{
    /// <summary>How deep dimensions lie within one another at most, those of the score included.</summary>
    public const int MostLevels = 8;

    /// <summary>With weights of at least 0, not all of them 0; empty where it is made of signals.</summary>
    public ImmutableArray<DimensionDefinition> Dimensions { get; init; } = [];

    /// <summary>The signals of all its levels, in file order.</summary>
    public IEnumerable<WeightedSignal> AllSignals() => Signals.Concat(Dimensions.SelectMany(d => d.AllSignals()));
}

/// <summary>How parts make one number. <c>default</c> is the weighted mean.</summary>
public enum Combination
{
    Mean,

    /// <summary>The worst part that has a weight above 0; the first of equal ones.</summary>
    Min,

    /// <summary>The best part that has a weight above 0; the first of equal ones.</summary>
    Max,
}

public sealed record WeightedSignal(SignalDefinition Signal, double Weight);

/// <summary>A dimension and where it stands in its score.</summary>
/// <param name="Definition">The dimension.</param>
/// <param name="Path">The names from the score down to it, such as <c>usage/breadth</c>.</param>
/// <param name="Depth">0 for a dimension of the score itself.</param>
/// <param name="ShareOfParent">By the weights, of what it stands in: 0 to 1.</param>
/// <param name="Share">By the weights, of the score: 0 to 1.</param>
public sealed record PlacedDimension(DimensionDefinition Definition, string Path, int Depth, double ShareOfParent, double Share)
{
    internal static IEnumerable<PlacedDimension> Of(ImmutableArray<DimensionDefinition> dimensions, PlacedDimension? within)
    {
        var ofAll = dimensions.Sum(d => d.Weight);
        foreach (var dimension in dimensions)
        {
            var share = dimension.Weight / ofAll;
            var placed = within is null
                ? new PlacedDimension(dimension, dimension.Name, 0, share, share)
                : new PlacedDimension(dimension, $"{within.Path}/{dimension.Name}", within.Depth + 1, share, within.Share * share);
            yield return placed;
            foreach (var inner in Of(dimension.Dimensions, placed))
            {
                yield return inner;
            }
        }
    }
}
