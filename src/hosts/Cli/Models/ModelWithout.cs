using System.Collections.Immutable;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Cli.Models;

/// <summary>
/// A model as it would be if its author had left a signal out: not with the signal missing, which a policy may count as
/// worst, but without its weight, and without the exceptions that look at it.
/// </summary>
internal static class ModelWithout
{
    public static (HealthModel Model, Segment? Segment) Signal(ScoreReport report, string signal) => (
        report.Model with { Scores = Scores(report.Model.Scores, signal) },
        report.Segment is { } segment ? segment with { Scores = Scores(segment.Scores, signal) } : null);

    private static ImmutableArray<ScoreDefinition> Scores(ImmutableArray<ScoreDefinition> scores, string signal) => [.. scores.Select(s => Score(s, signal))];

    private static ScoreDefinition Score(ScoreDefinition score, string signal)
    {
        var left = score with { Dimensions = Dimensions(score.Dimensions, signal) };
        var paths = left.AllDimensions().Select(d => d.Path).ToHashSet(StringComparer.Ordinal);
        return left with
        {
            Exceptions = score.Exceptions.RemoveAll(e => e.When.Any(c => c is ScoreCondition.Dimension { Path: var path } ? !paths.Contains(path) : c.LooksAt(signal))),
        };
    }

    private static ImmutableArray<DimensionDefinition> Dimensions(ImmutableArray<DimensionDefinition> dimensions, string signal) =>
    [
        .. dimensions
            .Select(d => d with { Signals = d.Signals.RemoveAll(s => s.Signal.Name == signal), Dimensions = Dimensions(d.Dimensions, signal) })
            .Where(d => d.Signals.Sum(s => s.Weight) + d.Dimensions.Sum(inner => inner.Weight) > 0),
    ];
}
