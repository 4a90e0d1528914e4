using System.Numerics;
using Mainstay.Core.Scores.Sweeping;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Core.Scores.Timelines;

/// <summary>
/// The trend of one score of a panel, day after day. Which side of the dead band the median slope lies on follows from how
/// many pairs of days lie on each, and a new day only adds and takes away pairs; the slopes themselves are put in order
/// only where the two middle ones lie on different sides.
/// </summary>
internal sealed class TrendSweep(TrendDefinition definition, AccountPanel panel, ScorePanel score)
{
    // The window is [_first, _end) of the days with a score.
    private readonly double[] _days = new double[panel.Days];
    private readonly double[] _scores = new double[panel.Days];
    private int _first;
    private int _end;
    private int _rising;
    private int _falling;

    /// <summary>Of the last day advanced to.</summary>
    public Trend Trend
    {
        get
        {
            var count = _end - _first;
            if (count < TrendEstimator.FewestDays)
            {
                return Trend.Unknown;
            }

            // Of an even number of pairs the mean of the two in the middle counts: it lies between them.
            var pairs = count * (count - 1) / 2;
            if (pairs % 2 == 0 && (_rising == pairs / 2 || _falling == pairs / 2))
            {
                return TrendEstimator.Of(definition, [.. Enumerable.Range(_first, count).Select(i => ((int)_days[i], _scores[i]))]);
            }

            return _rising > pairs / 2 ? Trend.Improving : _falling > pairs / 2 ? Trend.Declining : Trend.Stable;
        }
    }

    /// <summary>Before the first day of another account.</summary>
    public void Begin() => (_first, _end, _rising, _falling) = (0, 0, 0, 0);

    /// <param name="day">Index into the panel; every day in order.</param>
    public void Advance(int day)
    {
        while (_first < _end && _days[_first] <= day - definition.WindowDays)
        {
            _first++;
            Count(_first - 1, -1);
        }

        if (panel.IsEligible[day] && !double.IsNaN(score.ByModel[day]))
        {
            (_days[_end], _scores[_end]) = (day, score.ByModel[day]);
            Count(_end, 1);
            _end++;
        }
    }

    // The pairs of one day with all of the window. From which of the two the slope is taken changes two signs and no bit.
    private void Count(int one, int sign)
    {
        var (rising, falling) = (0, 0);
        var i = _first;
        var (oneDay, oneScore) = (new Vector<double>(_days[one]), new Vector<double>(_scores[one]));
        var most = new Vector<double>(definition.DeadBand);
        var window = new Vector<double>(definition.WindowDays);
        for (; i <= _end - Vector<double>.Count; i += Vector<double>.Count)
        {
            var change = (oneScore - new Vector<double>(_scores, i)) / (oneDay - new Vector<double>(_days, i)) * window;
            rising -= (int)Vector.Sum(Vector.GreaterThan(change, most));
            falling -= (int)Vector.Sum(Vector.LessThan(change, -most));
        }

        for (; i < _end; i++)
        {
            var change = (_scores[one] - _scores[i]) / (_days[one] - _days[i]) * definition.WindowDays;
            rising += change > definition.DeadBand ? 1 : 0;
            falling += change < -definition.DeadBand ? 1 : 0;
        }

        _rising += sign * rising;
        _falling += sign * falling;
    }
}
