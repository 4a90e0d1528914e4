using System.Diagnostics;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Signals;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>Which segment an account is in on every day.</summary>
internal sealed class SegmentSweep
{
    private const int None = -1;

    private readonly (SelectedDays Where, (ScoreCondition Condition, ReadingSweep Signal)[] When)[] _segments;
    private readonly bool[] _fits;
    private readonly double[] _values;

    public SegmentSweep(HealthModel model, SweepBuilder builder)
    {
        _segments = [.. model.Segments.Select(s => (
            new SelectedDays(s.Where, builder),
            s.When.Select(c => (c, new ReadingSweep(Subject(c), builder))).ToArray()))];
        _fits = new bool[builder.Grid.Reported];
        _values = new double[builder.Grid.Reported];
    }

    /// <param name="segments">Filled with an index into the model's segments a day.</param>
    public void Fill(AccountHistory account, int[] segments)
    {
        segments.AsSpan().Fill(None);
        for (var i = 0; i < _segments.Length; i++)
        {
            _segments[i].Where.Mark(account, _fits);
            foreach (var (condition, signal) in _segments[i].When)
            {
                signal.Fill(account, _values);
                for (var day = 0; day < _fits.Length; day++)
                {
                    double? value = double.IsNaN(_values[day]) ? null : _values[day];
                    _fits[day] = _fits[day] && SegmentEvaluation.Holds(condition, _ => value);
                }
            }

            for (var day = 0; day < segments.Length; day++)
            {
                segments[day] = segments[day] == None && _fits[day] ? i : segments[day];
            }
        }
    }

    private static Measure Subject(ScoreCondition condition) => condition switch
    {
        ScoreCondition.Signal signal => signal.Definition.Measure,
        ScoreCondition.Observed observed => observed.Definition.Measure,
        _ => throw new UnreachableException(),
    };
}
