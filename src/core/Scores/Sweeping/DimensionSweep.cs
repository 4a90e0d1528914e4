using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>A dimension's weighted mean and coverage over all days, added up in the order of its signals as day by day.</summary>
internal sealed class DimensionSweep
{
    private readonly (int Signal, double Weight)[] _signals;
    private readonly double _weightOfAll;
    private double[] _readWeight = [];

    public DimensionSweep(DimensionDefinition definition, HealthModel model)
    {
        Definition = definition;
        _signals = [.. definition.Signals.Select(s => (model.Signals.IndexOf(s.Signal), s.Weight))];
        _weightOfAll = definition.Signals.Sum(s => s.Weight);
    }

    public DimensionDefinition Definition { get; }

    /// <param name="points">Filled with the dimension's points, NaN where it takes no part.</param>
    /// <param name="coverage">Filled with the share of its weight that is observed.</param>
    public void Fill(AccountPanel panel, double[] points, double[] coverage)
    {
        if (_readWeight.Length < points.Length)
        {
            _readWeight = new double[points.Length];
        }

        points.AsSpan().Clear();
        coverage.AsSpan().Clear();
        _readWeight.AsSpan().Clear();
        foreach (var (signal, weight) in _signals)
        {
            Add(panel.Readings[signal], panel.Points[signal], weight, points, coverage);
        }

        for (var day = 0; day < points.Length; day++)
        {
            points[day] = _readWeight[day] > 0 ? points[day] / _readWeight[day] : double.NaN;
            coverage[day] /= _weightOfAll;
        }
    }

    private void Add(double[] readings, double[] signalPoints, double weight, double[] sums, double[] observed)
    {
        for (var day = 0; day < sums.Length; day++)
        {
            var isRead = !double.IsNaN(signalPoints[day]);
            _readWeight[day] += isRead ? weight : 0;
            sums[day] += isRead ? weight * signalPoints[day] : 0;
            observed[day] += double.IsNaN(readings[day]) ? 0 : weight;
        }
    }
}
