using System.Numerics;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>A dimension's weighted mean and coverage over all days.</summary>
internal sealed class DimensionSweep
{
    private readonly (int Signal, double Weight)[] _signals;
    private readonly double _weightOfAll;
    private readonly MeanColumns _mean;

    public DimensionSweep(DimensionDefinition definition, HealthModel model, int days)
    {
        Definition = definition;
        _signals = [.. definition.Signals.Select(s => (model.Signals.IndexOf(s.Signal), s.Weight))];
        _weightOfAll = definition.Signals.Sum(s => s.Weight);
        _mean = new MeanColumns(days);
    }

    public DimensionDefinition Definition { get; }

    /// <param name="points">Filled with the dimension's points, NaN where it takes no part.</param>
    /// <param name="coverage">Filled with the share of its weight that is observed.</param>
    public void Fill(AccountPanel panel, double[] points, double[] coverage)
    {
        _mean.Clear();
        coverage.AsSpan().Clear();
        foreach (var (signal, weight) in _signals)
        {
            _mean.Add(weight, panel.Points[signal]);
            Observe(panel.Readings[signal], weight, coverage);
        }

        _mean.CopyTo(points);
        for (var day = 0; day < coverage.Length; day++)
        {
            coverage[day] /= _weightOfAll;
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
