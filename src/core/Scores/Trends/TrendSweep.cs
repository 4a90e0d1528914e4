using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Sweeping;

namespace Mainstay.Core.Scores.Trends;

/// <summary>The trend of one score of a panel, day after day.</summary>
internal sealed class TrendSweep(TrendDefinition definition, AccountPanel panel, ScorePanel score)
{
    private readonly List<(int Day, double Score)> _window = [];

    /// <summary>Of the last day advanced to.</summary>
    public Trend Trend => TrendEstimator.Of(definition, _window);

    /// <param name="day">Index into the panel; every day in order.</param>
    public void Advance(int day)
    {
        if (panel.IsEligible[day] && !double.IsNaN(score.Value[day]))
        {
            _window.Add((day, score.Value[day]));
        }

        var old = 0;
        while (old < _window.Count && _window[old].Day <= day - definition.WindowDays)
        {
            old++;
        }

        _window.RemoveRange(0, old);
    }
}
