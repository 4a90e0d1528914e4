using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Sweeping;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Calibration.Observing;

/// <summary>
/// The observations of accounts by sweeping all days of the plan at once: the same as of one evaluation a day, to the last bit.
/// One instance serves one thread and the accounts of one book.
/// </summary>
public sealed class ObservationSweep
{
    private const int FarApart = 14;

    private readonly HealthModel _model;
    private readonly ObservationPlan _plan;
    private readonly ImmutableArray<(ScoreSweep Sweep, ImmutableArray<(DateOnly Day, int Place)> Days)> _sweeps;

    /// <param name="plan">With at least one date.</param>
    /// <param name="first">The day the folds begin with: the earliest <see cref="ScoreTimeline.FirstDay"/> of the accounts.</param>
    /// <param name="columnsOf">The columns that the accounts' rows lie in: those of one book.</param>
    public ObservationSweep(HealthModel model, ObservationPlan plan, Calendar calendar, DateOnly first, Func<FactKind, FactColumns> columnsOf)
    {
        (_model, _plan) = (model, plan);
        _sweeps = [.. Spans(model, plan, first).Select(span => (
            new ScoreSweep(model, new DayGrid(calendar, span.From, span.Days[^1], ScoreSweep.LeadInOf(model)), columnsOf),
            span.Days.Select(day => (day, day.DayNumber - span.From.DayNumber)).ToImmutableArray()))];
    }

    /// <summary>The account's observations, oldest first.</summary>
    /// <param name="leftOut">Where the days that are none are counted.</param>
    public IReadOnlyList<Observation> Of(AccountCourse course, LeftOutCounts leftOut)
    {
        var found = new List<Observation>();
        foreach (var (sweep, days) in _sweeps)
        {
            var panel = sweep.Of(course.History, ScoreTimeline.FirstDay(_model, course.History, days[0].Day));
            foreach (var (day, place) in days)
            {
                if (ObservationRules.WhyNot(_plan, course, day, panel?.IsEligible[place] == true) is { } why)
                {
                    leftOut.Add(why);
                }
                else
                {
                    found.Add(At(panel!, place, course, day));
                }
            }
        }

        return found;
    }

    // Days that remember are folded in one go. Of others, months apart, each is swept by itself: a year of days costs as much
    // as five of them, and measures that cannot be swept are read for every day there is.
    private static IEnumerable<(DateOnly From, ImmutableArray<DateOnly> Days)> Spans(HealthModel model, ObservationPlan plan, DateOnly first)
    {
        if (AccountPanel.Remembers(model))
        {
            return [(first < plan.Dates[0] ? first : plan.Dates[0], plan.Dates)];
        }

        var isFarApart = plan.Dates[^1].DayNumber - plan.Dates[0].DayNumber >= FarApart * plan.Dates.Length;
        return isFarApart ? plan.Dates.Select(day => (day, ImmutableArray.Create(day))) : [(plan.Dates[0], plan.Dates)];
    }

    private Observation At(AccountPanel panel, int place, AccountCourse course, DateOnly day)
    {
        var (score, after) = (panel.Scores[0], ObservationRules.After(_plan, course, day));
        return new Observation
        {
            AccountId = course.History.AccountId,
            Day = day,
            HasChurned = after.HasChurned,
            DaysToChurn = after.DaysToChurn,
            HasExpanded = after.HasExpanded,
            WasHelped = after.WasHelped,
            Score = score.ByModel[place],
            Tier = score.TierByModelOf(place),
            Coverage = score.Coverage[place],
            Segment = panel.SegmentOf(place)?.Name,
            Readings = ValuesAt(panel.Readings, place),
            Points = ValuesAt(panel.Points, place),
            Dimensions = ValuesAt(score.Dimensions, place),
        };
    }

    private static ImmutableArray<double> ValuesAt(ImmutableArray<double[]> columns, int place) => ImmutableArray.CreateRange(columns, column => column[place]);
}
