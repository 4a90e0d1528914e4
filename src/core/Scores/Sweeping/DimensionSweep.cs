using System.Numerics;
using System.Runtime.InteropServices;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>A dimension's points and coverage over all days.</summary>
internal sealed class DimensionSweep
{
    private readonly (double[] Readings, double[] Points, double Weight, bool CanBeExcluded)[] _signals;
    private readonly WeightedColumn[] _parts;
    private readonly double _weightOfAll;
    private readonly bool _canExclude;

    /// <param name="panel">Whose signals are read.</param>
    public DimensionSweep(DimensionDefinition definition, AccountPanel panel)
    {
        Definition = definition;
        _signals = [.. definition.Signals.Select(s => panel.Model.Signals.IndexOf(s.Signal) is var i
            ? (panel.Readings[i], panel.Points[i], s.Weight, s.Signal.Missing is MissingPolicy.Exclude)
            : default)];
        _parts = [.. _signals.Where(s => s.Weight > 0).Select(s => new WeightedColumn(s.Points, s.Weight))];
        _weightOfAll = definition.Signals.Sum(s => s.Weight);
        _canExclude = Array.Exists(_signals, s => s.CanBeExcluded);
    }

    public DimensionDefinition Definition { get; }

    /// <param name="points">Filled with the dimension's points, NaN where it takes no part.</param>
    /// <param name="coverage">Filled with the share of its weight that is observed, NaN where all its signals are left out.</param>
    public void Fill(double[] points, double[] coverage)
    {
        Cover(coverage);
        if (Definition.Combine == Combination.Mean)
        {
            MeanColumns.Fill(_parts, points);
            return;
        }

        points.AsSpan().Fill(double.NaN);
        var isMin = Definition.Combine == Combination.Min;
        foreach (var (parts, _) in _parts)
        {
            for (var day = 0; day < points.Length; day++)
            {
                var isBetter = double.IsNaN(points[day]) || (isMin ? parts[day] < points[day] : parts[day] > points[day]);
                points[day] = isBetter ? parts[day] : points[day];
            }
        }
    }

    private void Cover(double[] coverage)
    {
        var day = 0;
        for (; day <= coverage.Length - Vector<double>.Count; day += Vector<double>.Count)
        {
            var observed = Vector<double>.Zero;
            foreach (var (readings, _, weight, _) in _signals)
            {
                var reading = Vector.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(readings), (nuint)day);
                observed += Vector.ConditionalSelect(Vector.Equals(reading, reading), new Vector<double>(weight), Vector<double>.Zero);
            }

            observed.CopyTo(coverage, day);
        }

        for (; day < coverage.Length; day++)
        {
            coverage[day] = 0;
            foreach (var (readings, _, weight, _) in _signals)
            {
                coverage[day] += double.IsNaN(readings[day]) ? 0 : weight;
            }
        }

        for (day = 0; day < coverage.Length; day++)
        {
            coverage[day] = !_canExclude ? coverage[day] / _weightOfAll
                : Counted(day) is > 0 and var counted ? coverage[day] / counted
                : double.NaN;
        }
    }

    // What is excluded counts neither as observed nor as lacking.
    private double Counted(int day)
    {
        var counted = 0d;
        foreach (var (readings, points, weight, canBeExcluded) in _signals)
        {
            counted += canBeExcluded && double.IsNaN(readings[day]) && double.IsNaN(points[day]) ? 0 : weight;
        }

        return counted;
    }
}
