using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Signals;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>A signal's readings and points over all days: what the good rows say, curve, taints and missing policies.</summary>
internal sealed class SignalSweep
{
    private readonly SignalDefinition _definition;
    private readonly ReadingSweep _readings;
    private readonly CurvePick _curve;
    private readonly DayGrid _grid;
    private readonly MissingSweep _missing;

    /// <param name="signal">Index into the model's signals.</param>
    public SignalSweep(HealthModel model, int signal, SweepBuilder builder)
    {
        _definition = model.Signals[signal];
        _grid = builder.Grid;
        _readings = new ReadingSweep(_definition.Measure, builder);
        _curve = new CurvePick(model, signal, builder);
        _missing = new MissingSweep(_definition.Missing);
    }

    /// <param name="carried">Filled for a signal that carries its points on; null for others.</param>
    /// <param name="foldFrom">Index of the day that memory begins with.</param>
    public void Fill(AccountPanel panel, double[] readings, double[] points, CarriedDays? carried, int foldFrom)
    {
        var account = panel.Account;
        _readings.Fill(account, readings);
        _curve.Fill(panel, readings, points);
        var hasTaints = account.HasAnyTaints && Array.Exists(_readings.Kinds, account.HasTaints);
        if (carried is not null)
        {
            _missing.Carry(panel, readings, points, carried, hasTaints ? TaintsOf(account) : null, foldFrom);
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

    // Apart, so that accounts without taints make no closure.
    private Func<int, bool> TaintsOf(AccountHistory account) => day => IsTainted(account, day);

    private bool IsTainted(AccountHistory account, int day)
    {
        var point = _grid.PointOf(_grid.LeadIn + day);
        return !_readings.IsSilent(day) && Array.Exists(_readings.Kinds, kind => account.IsTainted(kind, point));
    }

    private void Taint(AccountHistory account, double[] readings, double[] points)
    {
        for (var day = 0; day < readings.Length; day++)
        {
            if (IsTainted(account, day))
            {
                points[day] = double.IsNaN(readings[day]) ? MissingSweep.Corrupt(points[day], double.NaN) : Math.Min(points[day], MissingPolicy.Neutral);
                readings[day] = ReadingCode.Of(MissingReason.Corrupt);
            }
        }
    }
}
