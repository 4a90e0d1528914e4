using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// Whether one segment takes all that fit into another. Decided from single conditions: what only several of them together
/// make impossible is not seen, so a "yes" is certain and a "no" is not.
/// </summary>
internal static class SegmentOverlap
{
    /// <summary>Whether everything that <paramref name="earlier"/> asks follows from what <paramref name="later"/> asks.</summary>
    public static bool Takes(Segment earlier, Segment later) =>
        earlier.Where.All(asked => later.Where.Any(given => Implies(given, asked)))
        && earlier.When.All(asked => later.When.Any(given => Implies(given, asked)));

    private static bool Implies(Selection given, Selection asked) =>
        given.Kind == asked.Kind
        && (asked.While is null || asked.While == given.While)
        && asked.Where.All(a => given.Where.Any(g => Implies(g, a)));

    private static bool Implies(Condition given, Condition asked) => given.Field == asked.Field && (given, asked) switch
    {
        (Condition.Absent, Condition.Absent) => true,
        (Condition.Absent, _) or (_, Condition.Absent) => false,
        (_, Condition.Present) => true,
        (Condition.Compares g, Condition.Compares a) => Implies((g.Comparison, g.To), (a.Comparison, a.To)),
        (Condition.OneOf { Negated: false } g, Condition.OneOf a) => g.Words.All(w => a.Words.Contains(w, StringComparer.Ordinal) != a.Negated),
        (Condition.OneOf { Negated: true } g, Condition.OneOf { Negated: true } a) => a.Words.All(w => g.Words.Contains(w, StringComparer.Ordinal)),
        _ => false,
    };

    private static bool Implies(ScoreCondition given, ScoreCondition asked) => (given, asked) switch
    {
        (ScoreCondition.Signal g, ScoreCondition.Signal a) => ReferenceEquals(g.Definition, a.Definition) && Implies((g.Comparison, g.To), (a.Comparison, a.To)),
        (ScoreCondition.Signal g, ScoreCondition.Observed { IsObserved: true } a) => ReferenceEquals(g.Definition, a.Definition),
        (ScoreCondition.Observed g, ScoreCondition.Observed a) => ReferenceEquals(g.Definition, a.Definition) && g.IsObserved == a.IsObserved,
        _ => false,
    };

    private static bool Implies((Comparison Comparison, double To) given, (Comparison Comparison, double To) asked) => given.Comparison switch
    {
        Comparison.Equal => asked.Comparison.Holds(given.To, asked.To),
        Comparison.NotEqual => asked == given,
        Comparison.Less or Comparison.AtMost => asked.Comparison switch
        {
            Comparison.Less => given.To < asked.To || given == asked,
            Comparison.AtMost => given.To <= asked.To,
            Comparison.NotEqual => given.To < asked.To || (given.To == asked.To && given.Comparison == Comparison.Less),
            _ => false,
        },
        Comparison.AtLeast or Comparison.Greater => asked.Comparison switch
        {
            Comparison.Greater => given.To > asked.To || given == asked,
            Comparison.AtLeast => given.To >= asked.To,
            Comparison.NotEqual => given.To > asked.To || (given.To == asked.To && given.Comparison == Comparison.Greater),
            _ => false,
        },
    };
}
