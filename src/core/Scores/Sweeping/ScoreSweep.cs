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
    private readonly DimensionSweep[] _scores;
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
        _scores = [.. _panel.Scores.Select(score => DimensionSweep.Of(_panel, score))];
        _rules = [.. _panel.Scores.Select(score => score.HasRules ? new RuleSweep(score, _panel) : null)];
        _isSelected = new bool[grid.Count];
    }

    /// <summary>Days before the first reported one that a model's windows and shifts look at.</summary>
    public static int LeadInOf(HealthModel model) => model.Signals.Max(s => s.Measure.LeadInDays);

    /// <param name="foldFrom">The day that signals, exceptions and tiers begin to remember with; null for the first day reported.</param>
    /// <returns>The panel, valid until the next call; null when the account is not scored on any of the days.</returns>
    public AccountPanel? Of(AccountHistory account, DateOnly? foldFrom = null)
    {
        if (!MarkEligible(account))
        {
            return null;
        }

        _panel.Account = account;
        var first = foldFrom is { } day ? Math.Max(0, day.DayNumber - _panel.DateOf(0).DayNumber) : 0;
        for (var i = 0; i < _signals.Length; i++)
        {
            _signals[i].Fill(_panel, _panel.Readings[i], _panel.Points[i], _panel.Carried.IsEmpty ? null : _panel.Carried[i], first);
        }

        for (var i = 0; i < _panel.Scores.Length; i++)
        {
            _scores[i].Fill(_panel.Scores[i].Computed, _panel.Scores[i].Coverage, none: 0);
            _rules[i]?.Fill(first);
        }

        OverrideSweep.Fill(_panel);
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
}
