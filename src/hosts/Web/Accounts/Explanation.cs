using System.Collections.Immutable;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Web.Accounts;

/// <summary>
/// A score as it is read from top to bottom: dimensions, their signals and what each adds. The shown contributions are
/// apportioned, so that a reader with a pocket calculator arrives at the published score, to the last digit.
/// </summary>
/// <param name="Score">What is explained.</param>
/// <param name="Dimensions">In the model's order.</param>
/// <param name="Exceptions">Those that fired, in the order in which they apply.</param>
/// <param name="Total">The published score; null when nothing took part.</param>
public sealed record Explanation(ScoreResult Score, ImmutableArray<ExplainedDimension> Dimensions, ImmutableArray<ExplainedException> Exceptions, decimal? Total)
{
    /// <summary>What an override adds to the published score, in four places; 0 where there is none.</summary>
    public decimal OverrideChange { get; init; }

    /// <summary>The greatest share that any signal has, 0 to 1: the scale of the bars.</summary>
    public double GreatestShare => Math.Max(0.01, Score.Lines.Max(line => Math.Max(line.Share, line.NominalShare)));

    public static Explanation Of(ScoreResult score)
    {
        var shown = score.PublishedParts();
        var next = 0;
        var dimensions = score.Dimensions
            .Select(d => ExplainedDimension.Of(d, () => shown[next++]))
            .ToImmutableArray();
        var exceptions = score.Exceptions.Select(e => new ExplainedException(e, shown[next++])).ToImmutableArray();
        return new Explanation(score, dimensions, [.. exceptions.Where(e => e.Result.HasFired)], score.Published)
        {
            OverrideChange = score.Override is null ? 0 : shown[next],
        };
    }
}

/// <param name="Result">The dimension.</param>
/// <param name="Lines">Its own signals.</param>
/// <param name="Dimensions">What it is made of instead of signals.</param>
public sealed record ExplainedDimension(DimensionResult Result, ImmutableArray<ExplainedLine> Lines, ImmutableArray<ExplainedDimension> Dimensions)
{
    public decimal Contribution => Lines.Sum(line => line.Contribution) + Dimensions.Sum(d => d.Contribution);

    public double Lost => Result.AllLines().Sum(line => line.Lost);

    /// <summary>Itself, then the dimensions within it, with how deep each lies below it.</summary>
    public IEnumerable<(ExplainedDimension Dimension, int Depth)> AndWithin() =>
        Dimensions.SelectMany(d => d.AndWithin()).Select(d => (d.Dimension, d.Depth + 1)).Prepend((this, 0));

    /// <param name="next">The shown contributions, in the order of the lines.</param>
    public static ExplainedDimension Of(DimensionResult result, Func<decimal> next) => new(
        result,
        [.. result.Lines.Select(line => new ExplainedLine(line, next()))],
        [.. result.Dimensions.Select(d => Of(d, next))]);
}

/// <param name="Line">The signal's line.</param>
/// <param name="Contribution">What it adds to the published score, in four places.</param>
public sealed record ExplainedLine(ContributionLine Line, decimal Contribution)
{
    public bool TakesPart => Line.Signal.Points is not null;
}

/// <param name="Result">The exception.</param>
/// <param name="Change">What it changes in the published score, in four places.</param>
public sealed record ExplainedException(ExceptionResult Result, decimal Change);
