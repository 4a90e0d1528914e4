using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Sweeping;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>Daily scores of accounts by sweeping. One instance serves one thread and the accounts of one book.</summary>
public sealed class DailyScoreSweep
{
    private readonly HealthModel _model;
    private readonly ScoreSweep _sweep;
    private readonly DateOnly _from;
    private readonly int _skipped;
    private readonly int _days;

    /// <param name="first">The day the folds begin with: the earliest <see cref="ScoreTimeline.FirstDay"/> of the accounts.</param>
    /// <param name="from">First day kept.</param>
    /// <param name="to">Last day kept (inclusive).</param>
    /// <param name="columnsOf">The columns that the accounts' rows lie in: those of one book.</param>
    public DailyScoreSweep(HealthModel model, Calendar calendar, DateOnly first, DateOnly from, DateOnly to, Func<FactKind, FactColumns> columnsOf)
    {
        var start = AccountPanel.Remembers(model) && first < from ? first : from;
        (_model, _from, _skipped, _days) = (model, from, from.DayNumber - start.DayNumber, to.DayNumber - from.DayNumber + 1);
        _sweep = new ScoreSweep(model, new DayGrid(calendar, start, to, ScoreSweep.LeadInOf(model)), columnsOf);
    }

    public DailyScores Of(AccountCourse course)
    {
        var (scores, tiers) = (new double[_days], new Tier?[_days]);
        Array.Fill(scores, double.NaN);
        if (_sweep.Of(course.History, ScoreTimeline.FirstDay(_model, course.History, _from)) is { } panel)
        {
            for (var i = 0; i < _days; i++)
            {
                if (panel.IsEligible[_skipped + i])
                {
                    (scores[i], tiers[i]) = (panel.Scores[0].ByModel[_skipped + i], panel.Scores[0].TierByModelOf(_skipped + i));
                }
            }
        }

        return new DailyScores(course, _from, scores, tiers);
    }
}
