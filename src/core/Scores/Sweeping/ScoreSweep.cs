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
    private readonly SelectedDays _eligible;
    private readonly SegmentSweep? _segments;
    private readonly SignalSweep[] _signals;
    private readonly ScorePanel[] _ofSegment;

    /// <summary>Per score; in a model with segments per segment, and there into <see cref="_ofSegment"/>.</summary>
    private readonly DimensionSweep[][] _scores;
    private readonly RuleSweep?[] _rules;
    private readonly AccountPanel _panel;

    /// <param name="columnsOf">The columns that the accounts' rows lie in: those of one book.</param>
    public ScoreSweep(HealthModel model, DayGrid grid, Func<FactKind, FactColumns> columnsOf)
    {
        var builder = new SweepBuilder(grid, columnsOf);
        _panel = new AccountPanel(model, grid);
        _eligible = new SelectedDays(model.Eligible, builder);
        _signals = [.. model.Signals.Select((_, i) => new SignalSweep(model, i, builder))];
        _rules = [.. _panel.Scores.Select(score => score.HasRules ? new RuleSweep(score, _panel) : null)];
        if (model.Segments.IsEmpty)
        {
            _ofSegment = [];
            _scores = [[.. model.Scores.Zip(_panel.Scores, (definition, score) => DimensionSweep.Of(_panel, definition, score))]];
            return;
        }

        _segments = new SegmentSweep(model, builder);
        _ofSegment = [.. model.Scores.Select((_, i) => new ScorePanel(_panel, i, hasRules: false))];
        _scores = [.. model.Segments.Select(s => s.Scores.Zip(_ofSegment, (definition, score) => DimensionSweep.Of(_panel, definition, score)).ToArray())];
    }

    /// <summary>Days before the first reported one that a model's windows and shifts look at.</summary>
    public static int LeadInOf(HealthModel model) => model.Signals.Max(s => s.Measure.LeadInDays);

    /// <param name="foldFrom">The day that signals, exceptions and tiers begin to remember with; null for the first day reported.</param>
    /// <returns>The panel, valid until the next call; null when the account is not scored on any of the days.</returns>
    public AccountPanel? Of(AccountHistory account, DateOnly? foldFrom = null)
    {
        _eligible.Mark(account, _panel.IsEligible);
        if (!_panel.IsEligible.AsSpan().Contains(true))
        {
            return null;
        }

        _panel.Account = account;
        FindSegments(account);
        var first = foldFrom is { } day ? Math.Max(0, day.DayNumber - _panel.DateOf(0).DayNumber) : 0;
        for (var i = 0; i < _signals.Length; i++)
        {
            _signals[i].Fill(_panel, _panel.Readings[i], _panel.Points[i], _panel.Carried.IsEmpty ? null : _panel.Carried[i], first);
        }

        for (var i = 0; i < _panel.Scores.Length; i++)
        {
            Fill(i);
            _rules[i]?.Fill(first);
        }

        OverrideSweep.Fill(_panel);
        return _panel;
    }

    private void FindSegments(AccountHistory account)
    {
        _panel.SegmentsMet.Clear();
        if (_segments is not null)
        {
            _segments.Fill(account, _panel.Segments!);
            _panel.SegmentsMet.AddRange(_panel.Segments!.Distinct());
        }
    }

    // Few accounts change their segment: those that do are evaluated once for each, and their days put together.
    private void Fill(int score)
    {
        if (_segments is null)
        {
            _scores[0][score].Fill(_panel.Scores[score].Computed, _panel.Scores[score].Coverage, none: 0);
            return;
        }

        foreach (var segment in _panel.SegmentsMet)
        {
            _scores[segment][score].Fill(_ofSegment[score].Computed, _ofSegment[score].Coverage, none: 0);
            _panel.Scores[score].Take(segment, _ofSegment[score]);
        }
    }
}
