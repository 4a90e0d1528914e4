using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Overrides;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Sweeping;
using Mainstay.Core.Signals;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Scores.Timelines;

/// <summary>
/// The timelines of <see cref="ScoreTimeline"/> by sweeping: the same reports, at the price of one pass over the facts
/// for all days. One instance serves one thread and the accounts of one book.
/// </summary>
public sealed class TimelineSweep
{
    private readonly HealthModel _model;
    private readonly DayGrid _grid;
    private readonly ScoreSweep _sweep;
    private readonly int _firstReported;
    private readonly DateOnly _from;
    private readonly bool _remembers;
    private readonly bool _namesByTrend;
    private TimelinePanel? _panel;

    /// <param name="first">The day the folds begin with: the earliest <see cref="ScoreTimeline.FirstDay"/> of the accounts.</param>
    /// <param name="from">First day reported.</param>
    /// <param name="to">Last day reported (inclusive).</param>
    /// <param name="columnsOf">The columns that the accounts' rows lie in: those of one book.</param>
    public TimelineSweep(HealthModel model, Calendar calendar, DateOnly first, DateOnly from, DateOnly to, Func<FactKind, FactColumns> columnsOf)
    {
        _model = model;
        _from = from;
        _firstReported = from.DayNumber - first.DayNumber;
        _namesByTrend = model.Scores.SelectMany(model.SchemesOf).SelectMany(s => s.Tiers).Any(t => t.ByTrend is not null);
        _remembers = AccountPanel.Remembers(model);
        _grid = new DayGrid(calendar, first, to, ScoreSweep.LeadInOf(model));
        _sweep = new ScoreSweep(model, _grid, columnsOf);
    }

    /// <returns>The days as columns, valid until the next call; null when the account is not scored on any of them.</returns>
    public TimelinePanel? PanelOf(AccountHistory history)
    {
        if (_sweep.Of(history, ScoreTimeline.FirstDay(_model, history, _from)) is not { } panel)
        {
            return null;
        }

        _panel ??= new TimelinePanel(panel, _firstReported);
        _panel.FillTrends();
        return _panel;
    }

    /// <param name="isWanted">Which of the days from..to are reported.</param>
    public IReadOnlyList<DatedReport> Of(AccountHistory history, Func<DateOnly, bool> isWanted)
    {
        if (PanelOf(history) is not { Account: var panel } timeline)
        {
            return [];
        }

        var reports = new List<DatedReport>();
        for (var day = _firstReported; day < panel.Days; day++)
        {
            if (panel.IsEligible[day] && isWanted(panel.DateOf(day)))
            {
                reports.Add(DatedReport.Of(panel.DateOf(day), Report(panel, day), [.. timeline.Trends.Select(trend => trend[day])]));
            }
        }

        return reports;
    }

    /// <summary>The scores of each day from..to as people see them, for who looks at nothing else; empty where the account is not scored.</summary>
    public ImmutableArray<MemberScore>[] ScoresOf(AccountHistory history)
    {
        // Trends cost more than all else here, and only names by trend look at them.
        var timeline = _namesByTrend ? PanelOf(history) : null;
        var panel = _namesByTrend ? timeline?.Account : _sweep.Of(history, ScoreTimeline.FirstDay(_model, history, _from));
        var days = new ImmutableArray<MemberScore>[_grid.Reported - _firstReported];
        for (var i = 0; i < days.Length; i++)
        {
            var day = _firstReported + i;
            days[i] = panel?.IsEligible[day] == true
                ? [.. panel.Scores.Select((s, score) => new MemberScore(
                    double.IsNaN(s.Value[day]) ? null : s.Value[day],
                    timeline is null ? s.TierOf(day) : s.TierOf(day).Under(timeline.Trends[score][day])))]
                : [];
        }

        return days;
    }

    // What is missing is read once more by the measure itself, which knows why in words.
    private ScoreReport Report(AccountPanel panel, int day)
    {
        var point = _grid.PointOf(_grid.LeadIn + day);
        return Evaluator.Report(
            _model,
            panel.SegmentOf(day),
            panel.Account.AccountId,
            point,
            panel.DateOf(day),
            [.. _model.Signals.Select((signal, i) => panel.Readings[i][day] is var code && ReadingCode.IsMissing(code)
                ? SignalReader.Read(signal.Measure, panel.Account, point)
                : new Reading.Observed(code))],
            _remembers && day > 0 ? Memory(panel, day - 1) : null,
            OverrideSheet.At(_model, panel.SegmentOf(day), panel.Account, point));
    }

    private static ReportMemory? Memory(AccountPanel panel, int day) => panel.IsEligible[day]
        ? new ReportMemory(panel.DateOf(day), panel.MemoryOfSignals(day), [.. panel.Scores.Select(score => score.Memories![day]!)])
        : null;
}
