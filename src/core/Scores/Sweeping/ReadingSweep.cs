using Mainstay.Core.Facts;
using Mainstay.Core.Signals;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>What a measure reads over all days by the good rows alone: its node, and its streams' silence.</summary>
internal sealed class ReadingSweep
{
    private readonly Measure _measure;
    private readonly SweepNode _node;
    private readonly DayGrid _grid;

    /// <summary>Per day reported, why the streams give nothing, or 0; null when they always give.</summary>
    private readonly double[]? _silence;

    public ReadingSweep(Measure measure, SweepBuilder builder)
    {
        _measure = measure;
        _grid = builder.Grid;
        _node = builder.Node(measure);
        Kinds = [.. measure.Kinds];
        _silence = Silence(builder);
    }

    public FactKind[] Kinds { get; }

    /// <param name="readings">One <see cref="ReadingCode"/> a day reported.</param>
    public void Fill(AccountHistory account, double[] readings)
    {
        _node.Of(account, _grid.LeadIn)[_grid.LeadIn..].CopyTo(readings);
        if (_silence is not null)
        {
            for (var day = 0; day < readings.Length; day++)
            {
                readings[day] = _silence[day] == 0 ? readings[day] : _silence[day];
            }
        }
    }

    /// <summary>Whether the streams give nothing on the day, whatever else is known.</summary>
    public bool IsSilent(int day) => _silence is not null && _silence[day] != 0;

    private double[]? Silence(SweepBuilder builder)
    {
        var silence = new double[_grid.Reported];
        var reach = _measure.ReachDays;
        for (var day = 0; day < silence.Length; day++)
        {
            var at = _grid.PointOf(_grid.LeadIn + day).AsOf;
            foreach (var kind in Kinds)
            {
                var stream = builder.Columns(kind).Stream.At(at);
                if (!stream.Covers(at) || (reach > 0 && !stream.Covers(_grid.Calendar.DaysBefore(at, reach))))
                {
                    silence[day] = ReadingCode.Of(MissingReason.Absent);
                    break;
                }

                if (stream.IsStale(at, _grid.Calendar))
                {
                    silence[day] = ReadingCode.Of(MissingReason.Stale);
                    break;
                }
            }
        }

        return Array.Exists(silence, s => s != 0) ? silence : null;
    }
}
