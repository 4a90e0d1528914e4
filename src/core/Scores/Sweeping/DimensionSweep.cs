using System.Numerics;
using System.Runtime.InteropServices;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>Points and coverage of a dimension, or of a whole score, over all days.</summary>
internal sealed class DimensionSweep
{
    private readonly (double[] Readings, double[] Points, double Weight, bool CanBeExcluded)[] _signals;
    private readonly (DimensionSweep Sweep, double[] Points, double Weight)[] _dimensions;
    private readonly WeightedColumn[] _parts;
    private readonly Combination _combine;
    private readonly double _weightOfAll;
    private readonly bool _canExclude;
    private readonly double[] _observed;
    private readonly double[] _countedWeight;

    // Where weights can go to the whole score: its parts, and how much of its own weight it keeps.
    private readonly (KeptColumn[] Parts, double[] Kept)? _keeping;

    /// <param name="panel">Whose signals are read.</param>
    /// <param name="score">Whose dimensions are filled.</param>
    /// <param name="column">The last column of the score's dimensions that was given away; −1 before the first.</param>
    private DimensionSweep(DimensionDefinition definition, AccountPanel panel, ScorePanel score, bool spreads, ref int column)
    {
        _combine = definition.Combine;
        _signals = [.. definition.Signals.Select(s => IndexOf(panel.Model, s.Signal.Name) is var i
            ? (panel.Readings[i], panel.Points[i], s.Weight, s.Signal.Missing.Excludes)
            : default)];
        _dimensions = new (DimensionSweep, double[], double)[definition.Dimensions.Length];
        for (var i = 0; i < _dimensions.Length; i++)
        {
            var points = score.Dimensions[++column];
            _dimensions[i] = (new DimensionSweep(definition.Dimensions[i], panel, score, spreads, ref column), points, definition.Dimensions[i].Weight);
        }

        _parts =
        [
            .. _dimensions.Where(d => d.Weight > 0).Select(d => new WeightedColumn(d.Points, d.Weight)),
            .. _signals.Where(s => s.Weight > 0).Select(s => new WeightedColumn(s.Points, s.Weight)),
        ];
        _weightOfAll = definition.Signals.Sum(s => s.Weight);
        _canExclude = Array.Exists(_signals, s => s.CanBeExcluded);
        _observed = new double[_dimensions.Length > 0 ? panel.Days : 0];
        _countedWeight = new double[_observed.Length];
        _keeping = spreads ? (Keeping(), new double[panel.Days]) : null;
    }

    /// <summary>A score is the mean of its dimensions.</summary>
    /// <param name="panel">Whose signals are read.</param>
    /// <param name="definition">The score, as the model or a segment has it.</param>
    /// <param name="score">What is filled.</param>
    public static DimensionSweep Of(AccountPanel panel, ScoreDefinition definition, ScorePanel score)
    {
        var column = -1;
        var whole = new DimensionDefinition(definition.Name, 1, Combination.Mean, []) { Dimensions = definition.Dimensions };
        return new DimensionSweep(whole, panel, score, whole.AllSignals().Any(s => s.Signal.Missing.Spreads), ref column);
    }

    /// <param name="points">Filled with the dimension's points, NaN where it takes no part.</param>
    /// <param name="coverage">Filled with the share of its weight that is observed.</param>
    /// <param name="none">The coverage where all its signals are left out.</param>
    public void Fill(double[] points, double[] coverage, double none)
    {
        if (_dimensions.Length > 0)
        {
            FillDimensions(coverage, none);
        }
        else
        {
            Cover(coverage, none);
        }

        if (_keeping is var (keeping, kept))
        {
            KeptColumns.Fill(_combine, keeping, points, kept);
            return;
        }

        if (_combine == Combination.Mean)
        {
            MeanColumns.Fill(_parts, points);
            return;
        }

        points.AsSpan().Fill(double.NaN);
        var isMin = _combine == Combination.Min;
        foreach (var (parts, _) in _parts)
        {
            for (var day = 0; day < points.Length; day++)
            {
                var isBetter = double.IsNaN(points[day]) || (isMin ? parts[day] < points[day] : parts[day] > points[day]);
                points[day] = isBetter ? parts[day] : points[day];
            }
        }
    }

    private static int IndexOf(HealthModel model, string signal)
    {
        var index = 0;
        while (model.Signals[index].Name != signal)
        {
            index++;
        }

        return index;
    }

    private KeptColumn[] Keeping() =>
    [
        .. _dimensions.Where(d => d.Weight > 0).Select(d => new KeptColumn(d.Points, d.Sweep._keeping!.Value.Kept, d.Weight)),
        .. _signals.Where(s => s.Weight > 0).Select(s => new KeptColumn(s.Points, null, s.Weight)),
    ];

    private void FillDimensions(double[] coverage, double none)
    {
        coverage.AsSpan().Clear();
        _countedWeight.AsSpan().Clear();
        foreach (var (dimension, points, weight) in _dimensions)
        {
            dimension.Fill(points, _observed, double.NaN);
            AddCoverage(coverage, weight);
        }

        for (var day = 0; day < coverage.Length; day++)
        {
            coverage[day] = _countedWeight[day] > 0 ? coverage[day] / _countedWeight[day] : none;
        }
    }

    // What was observed is NaN where all signals of the dimension are left out.
    private void AddCoverage(double[] coverage, double weight)
    {
        var day = 0;
        var weights = new Vector<double>(weight);
        for (; day <= coverage.Length - Vector<double>.Count; day += Vector<double>.Count)
        {
            var observed = new Vector<double>(_observed, day);
            var isCounted = Vector.Equals(observed, observed);
            (new Vector<double>(coverage, day) + Vector.ConditionalSelect(isCounted, weights * observed, Vector<double>.Zero)).CopyTo(coverage, day);
            (new Vector<double>(_countedWeight, day) + Vector.ConditionalSelect(isCounted, weights, Vector<double>.Zero)).CopyTo(_countedWeight, day);
        }

        for (; day < coverage.Length; day++)
        {
            var isCounted = !double.IsNaN(_observed[day]);
            coverage[day] += isCounted ? weight * _observed[day] : 0;
            _countedWeight[day] += isCounted ? weight : 0;
        }
    }

    private void Cover(double[] coverage, double none)
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
                : none;
        }
    }

    // What is excluded counts neither as observed nor as lacking.
    private double Counted(int day)
    {
        var counted = 0d;
        foreach (var (_, points, weight, canBeExcluded) in _signals)
        {
            counted += canBeExcluded && PartCode.IsExcluded(points[day]) ? 0 : weight;
        }

        return counted;
    }
}
