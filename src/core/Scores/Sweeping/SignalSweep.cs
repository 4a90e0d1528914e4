using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Signals;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>A signal's readings and points over all days: the measure's node, its streams' silence, taints, curve and missing policy.</summary>
internal sealed class SignalSweep
{
    private readonly SignalDefinition _definition;
    private readonly SweepNode _node;
    private readonly DayGrid _grid;
    private readonly FactKind[] _kinds;
    private readonly MissingSweep _missing;

    /// <summary>Per day reported, why the streams give nothing, or 0; null when they always give.</summary>
    private readonly double[]? _silence;

    public SignalSweep(SignalDefinition definition, SweepBuilder builder)
    {
        _definition = definition;
        _grid = builder.Grid;
        _node = builder.Node(definition.Measure);
        _kinds = [.. definition.Measure.Kinds];
        _missing = new MissingSweep(definition.Missing);
        _silence = Silence(builder);
    }

    /// <param name="carried">Filled for a signal that carries its points on; null for others.</param>
    /// <param name="foldFrom">Index of the day that memory begins with.</param>
    public void Fill(AccountPanel panel, double[] readings, double[] points, CarriedDays? carried, int foldFrom)
    {
        var account = panel.Account;
        _node.Of(account)[_grid.LeadIn..].CopyTo(readings);
        if (_silence is not null)
        {
            for (var day = 0; day < readings.Length; day++)
            {
                readings[day] = _silence[day] == 0 ? readings[day] : _silence[day];
            }
        }

        CurveSweep.Fill(_definition.Curve, readings, points);
        var hasTaints = Array.Exists(_kinds, account.HasTaints);
        if (carried is not null)
        {
            _missing.Carry(panel, readings, points, carried, hasTaints ? day => IsTainted(account, day) : null, foldFrom);
            return;
        }

        if (_definition.Curve is not null)
        {
            _missing.Fill(readings, points);
        }

        if (hasTaints)
        {
            Taint(account, readings, points);
        }
    }

    private bool IsTainted(AccountHistory account, int day)
    {
        var point = _grid.PointOf(_grid.LeadIn + day);
        return (_silence is null || _silence[day] == 0) && Array.Exists(_kinds, kind => account.IsTainted(kind, point));
    }

    private void Taint(AccountHistory account, double[] readings, double[] points)
    {
        for (var day = 0; day < readings.Length; day++)
        {
            if (IsTainted(account, day))
            {
                points[day] = double.IsNaN(readings[day]) ? MissingSweep.Corrupt(points[day], double.NaN) : Math.Min(points[day], Evaluator.Neutral);
                readings[day] = ReadingCode.Of(MissingReason.Corrupt);
            }
        }
    }

    private double[]? Silence(SweepBuilder builder)
    {
        var silence = new double[_grid.Reported];
        var reach = _definition.Measure.ReachDays;
        for (var day = 0; day < silence.Length; day++)
        {
            var at = _grid.PointOf(_grid.LeadIn + day).AsOf;
            foreach (var kind in _kinds)
            {
                var stream = builder.Columns(kind).Stream;
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
