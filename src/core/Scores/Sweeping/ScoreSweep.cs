using System.Numerics;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>
/// Evaluates a model for all days of an account at once. Gives what <see cref="Evaluation.Evaluator"/> gives day by day,
/// to the last bit. One instance serves one thread.
/// </summary>
public sealed class ScoreSweep
{
    private readonly SelectionSpans[] _eligible;
    private readonly SignalSweep[] _signals;
    private readonly DimensionSweep[][] _dimensions;
    private readonly double[] _observed;
    private readonly double[] _countedWeight;
    private readonly WeightedColumn[][] _parts;
    private readonly RuleSweep?[] _rules;
    private readonly AccountPanel _panel;
    private readonly bool[] _isSelected;

    /// <param name="columnsOf">The columns that the accounts' rows lie in: those of one book.</param>
    public ScoreSweep(HealthModel model, DayGrid grid, Func<FactKind, FactColumns> columnsOf)
    {
        var builder = new SweepBuilder(grid, columnsOf);
        _panel = new AccountPanel(model, grid);
        _eligible = [.. model.Eligible.Select(builder.Spans)];
        _signals = [.. model.Signals.Select(signal => new SignalSweep(signal, builder))];
        _dimensions = [.. model.Scores.Select(score => score.Dimensions.Select(d => new DimensionSweep(d, _panel)).ToArray())];
        _parts = [.. _panel.Scores.Select(score => score.Definition.Dimensions
            .Zip(score.Dimensions, (definition, points) => new WeightedColumn(points, definition.Weight)).Where(part => part.Weight > 0).ToArray())];
        _observed = new double[grid.Reported];
        _countedWeight = new double[grid.Reported];
        _rules = [.. _panel.Scores.Select(score => score.HasRules ? new RuleSweep(score, _panel) : null)];
        _isSelected = new bool[grid.Count];
    }

    /// <summary>Days before the first reported one that a model's windows and shifts look at.</summary>
    public static int LeadInOf(HealthModel model) => model.Signals.Max(s => s.Measure.LeadInDays);

    /// <param name="foldFrom">The day that exceptions and tiers begin to remember with; null for the first day reported.</param>
    /// <returns>The panel, valid until the next call; null when the account is not scored on any of the days.</returns>
    public AccountPanel? Of(AccountHistory account, DateOnly? foldFrom = null)
    {
        if (!MarkEligible(account))
        {
            return null;
        }

        _panel.Account = account;
        for (var i = 0; i < _signals.Length; i++)
        {
            _signals[i].Fill(account, _panel.Readings[i], _panel.Points[i]);
        }

        for (var i = 0; i < _panel.Scores.Length; i++)
        {
            Score(_panel.Scores[i], _dimensions[i], _parts[i]);
            _rules[i]?.Fill(foldFrom is { } day ? Math.Max(0, day.DayNumber - _panel.DateOf(0).DayNumber) : 0);
        }

        return _panel;
    }

    private bool MarkEligible(AccountHistory account)
    {
        _panel.IsEligible.AsSpan().Fill(true);
        var leadIn = _panel.Grid.LeadIn;
        foreach (var spans in _eligible)
        {
            _isSelected.AsSpan().Clear();
            foreach (var span in spans.Of(account))
            {
                _isSelected.AsSpan(span.From..span.To).Fill(true);
            }

            _panel.Grid.CopyIntoSkipped<bool>(_isSelected);
            for (var day = 0; day < _panel.IsEligible.Length; day++)
            {
                _panel.IsEligible[day] &= _isSelected[leadIn + day];
            }
        }

        return _panel.IsEligible.AsSpan().Contains(true);
    }

    private void Score(ScorePanel score, DimensionSweep[] dimensions, WeightedColumn[] parts)
    {
        score.Coverage.AsSpan().Clear();
        _countedWeight.AsSpan().Clear();
        for (var i = 0; i < dimensions.Length; i++)
        {
            dimensions[i].Fill(score.Dimensions[i], _observed);
            AddCoverage(score.Coverage, dimensions[i].Definition.Weight);
        }

        MeanColumns.Fill(parts, score.Computed);
        for (var day = 0; day < score.Coverage.Length; day++)
        {
            score.Coverage[day] = _countedWeight[day] > 0 ? score.Coverage[day] / _countedWeight[day] : 0;
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
}
