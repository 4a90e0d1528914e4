using System.Collections.Immutable;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// Accounts that a model scores in a way of their own, with the whole model as it reads for them: the same signals, scores
/// and dimensions in the same order, with other curves, weights, bounds and coverage where the segment says so.
/// </summary>
public sealed record Segment
{
    /// <summary>The name of the last segment: the accounts that no other has taken. No file may use it.</summary>
    public const string Default = "default";

    public required string Name { get; init; }

    /// <summary>An account belongs here while every one of these selects something.</summary>
    public required ImmutableArray<Selection> Where { get; init; }

    /// <summary>Conditions on signals, all of which must hold.</summary>
    public required ImmutableArray<ScoreCondition> When { get; init; }

    public required ImmutableArray<SignalDefinition> Signals { get; init; }

    public required ImmutableArray<ScoreDefinition> Scores { get; init; }

    public string Describe() => Where.IsEmpty && When.IsEmpty
        ? "all others"
        : string.Join(" and ", Where.Select(s => s.Describe()).Concat(When.Select(c => c.Describe())));
}
