using System.Numerics;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>A dimension's points and coverage over all days.</summary>
internal sealed class DimensionSweep
{
    private readonly (int Signal, double Weight, bool CanBeExcluded)[] _signals;
    private readonly double _weightOfAll;
    private readonly double[] _counted;
    private readonly bool _canExclude;
    private readonly MeanColumns _mean;

    public DimensionSweep(DimensionDefinition definition, HealthModel model, int days)
    {
        Definition = definition;
        _signals = [.. definition.Signals.Select(s => (model.Signals.IndexOf(s.Signal), s.Weight, s.Signal.Missing is MissingPolicy.Exclude))];
        _weightOfAll = definition.Signals.Sum(s => s.Weight);
        _canExclude = Array.Exists(_signals, s => s.CanBeExcluded);
        _counted = new double[_canExclude ? days : 0];
        _mean = new MeanColumns(days);
    }

    public DimensionDefinition Definition { get; }

    /// <param name="points">Filled with the dimension's points, NaN where it takes no part.</param>
    /// <param name="coverage">Filled with the share of its weight that is observed, NaN where all its signals are left out.</param>
    public void Fill(AccountPanel panel, double[] points, double[] coverage)
    {
        coverage.AsSpan().Clear();
        foreach (var (signal, weight, _) in _signals)
        {
            Observe(panel.Readings[signal], weight, coverage);
        }

        if (_canExclude)
        {
            DivideByCounted(panel, coverage);
        }
        else
        {
            for (var day = 0; day < coverage.Length; day++)
            {
                coverage[day] /= _weightOfAll;
            }
        }

        Combine(panel, points);
    }

    private void Combine(AccountPanel panel, double[] points)
    {
        if (Definition.Combine == Combination.Mean)
        {
            _mean.Clear();
            foreach (var (signal, weight, _) in _signals)
            {
                _mean.Add(weight, panel.Points[signal]);
            }

            _mean.CopyTo(points);
            return;
        }

        points.AsSpan().Fill(double.NaN);
        var isMin = Definition.Combine == Combination.Min;
        foreach (var (signal, weight, _) in _signals)
        {
            var parts = panel.Points[signal];
            for (var day = 0; weight > 0 && day < points.Length; day++)
            {
                var isBetter = double.IsNaN(points[day]) || (isMin ? parts[day] < points[day] : parts[day] > points[day]);
                points[day] = isBetter ? parts[day] : points[day];
            }
        }
    }

    private void DivideByCounted(AccountPanel panel, double[] coverage)
    {
        _counted.AsSpan().Clear();
        foreach (var (signal, weight, canBeExcluded) in _signals)
        {
            for (var day = 0; day < _counted.Length; day++)
            {
                var isExcluded = canBeExcluded && double.IsNaN(panel.Readings[signal][day]) && double.IsNaN(panel.Points[signal][day]);
                _counted[day] += isExcluded ? 0 : weight;
            }
        }

        for (var day = 0; day < coverage.Length; day++)
        {
            coverage[day] = _counted[day] > 0 ? coverage[day] / _counted[day] : double.NaN;
        }
    }

    private static void Observe(double[] readings, double weight, double[] observed)
    {
        var day = 0;
        var weights = new Vector<double>(weight);
        for (; day <= observed.Length - Vector<double>.Count; day += Vector<double>.Count)
        {
            var reading = new Vector<double>(readings, day);
            (new Vector<double>(observed, day) + Vector.ConditionalSelect(Vector.Equals(reading, reading), weights, Vector<double>.Zero)).CopyTo(observed, day);
        }

        for (; day < observed.Length; day++)
        {
            observed[day] += double.IsNaN(readings[day]) ? 0 : weight;
        }
    }
}
