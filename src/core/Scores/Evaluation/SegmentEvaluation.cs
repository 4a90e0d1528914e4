using System.Collections.Immutable;
using System.Diagnostics;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Evaluation;

/// <summary>Which segment an account is in: the first in file order whose conditions all hold.</summary>
public static class SegmentEvaluation
{
    /// <param name="readings">One per signal of the model, in its order.</param>
    /// <returns>Null in a model without segments.</returns>
    public static Segment? Of(HealthModel model, AccountHistory history, PointInTime point, ImmutableArray<Reading> readings) => model.Segments.IsEmpty
        ? null
        : model.Segments.First(segment =>
            segment.Where.All(selection => selection.Of(history, point).Any())
            && segment.When.All(condition => Holds(condition, signal => readings[IndexOf(model, signal)].GoodOrNull)));

    /// <param name="valueOf">The value by the good rows, so that a rejected row moves nobody to another segment.</param>
    internal static bool Holds(ScoreCondition condition, Func<SignalDefinition, double?> valueOf) => condition switch
    {
        ScoreCondition.Signal signal => valueOf(signal.Definition) is { } value && signal.Comparison.Holds(value, signal.To),
        ScoreCondition.Observed observed => valueOf(observed.Definition) is not null == observed.IsObserved,
        _ => throw new UnreachableException(),
    };

    internal static int IndexOf(HealthModel model, SignalDefinition signal) => model.Signals.IndexOf(signal, 0, model.Signals.Length, ReferenceEqualityComparer.Instance);
}
