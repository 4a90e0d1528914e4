using System.Collections.Immutable;
using System.Diagnostics;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Memory;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>Exceptions and the memory of tiers, which need the days one after the other.</summary>
internal sealed class RuleSweep(ScorePanel score, AccountPanel panel)
{
    private readonly ImmutableArray<ScoreException> _exceptions = score.Definition.Exceptions;
    private readonly DateOnly?[] _since = new DateOnly?[score.Definition.Exceptions.Length];

    /// <param name="firstDay">The first day of the panel that is folded; the account has no dated fact before it.</param>
    public void Fill(int firstDay)
    {
        ScoreMemory? memory = null;
        for (var day = 0; day < panel.Days; day++)
        {
            score.ByModel[day] = score.Computed[day];
            score.Memories![day] = null;
            score.RuledTiers![day] = Tier.Unknown;
            if (day < firstDay || !panel.IsEligible[day])
            {
                memory = null;
                continue;
            }

            memory = Advance(day, memory);
            score.Memories[day] = memory;
        }
    }

    private ScoreMemory Advance(int day, ScoreMemory? memory)
    {
        var date = panel.DateOf(day);
        var definition = score.DefinitionOn(day);
        var value = score.Computed[day];
        string? forced = null;
        for (var i = 0; i < _exceptions.Length; i++)
        {
            _since[i] = !double.IsNaN(value) && _exceptions[i].When.All(c => Holds(c, day, value)) ? memory?.Since[i] ?? date : null;
            if (_since[i] is { } first && date.DayNumber - first.DayNumber >= _exceptions[i].ForDays)
            {
                value = _exceptions[i].Effect.Apply(value);
                forced = _exceptions[i].Effect is ExceptionEffect.SetTier set ? set.Tier : forced;
            }
        }

        score.ByModel[day] = value;
        var tier = memory?.Tier ?? TierState.New;
        if (!double.IsNaN(value) && Evaluator.IsCovered(score.Coverage[day], definition.MinimumCoverage))
        {
            tier = (panel.Segments is null ? tier : tier.In(definition.Tiers)).Next(definition.Tiers, definition.Stability, value);
            score.RuledTiers![day] = forced is null ? tier.Current! : definition.Tiers.Find(forced)!;
        }

        return new ScoreMemory([.. _since], tier);
    }

    private bool Holds(ScoreCondition condition, int day, double value) => condition switch
    {
        ScoreCondition.Signal signal => signal.Comparison.Holds(Reading(signal.Definition, day), signal.To) && !double.IsNaN(Reading(signal.Definition, day)),
        ScoreCondition.Observed observed => double.IsNaN(Reading(observed.Definition, day)) != observed.IsObserved,
        ScoreCondition.Dimension dimension => Points(dimension.Path, day) is var points && !double.IsNaN(points) && dimension.Comparison.Holds(points, dimension.To),
        ScoreCondition.InSegment inSegment => inSegment.Holds(panel.SegmentOf(day)?.Name),
        ScoreCondition.Score compared => compared.Comparison.Holds(value, compared.To),
        _ => throw new UnreachableException(),
    };

    private double Reading(SignalDefinition signal, int day) => panel.Readings[panel.Model.Signals.IndexOf(signal)][day];

    private double Points(string dimension, int day) => score.Dimensions[score.Paths.IndexOf(dimension)][day];
}
