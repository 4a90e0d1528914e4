namespace Mainstay.Core.Scores.Trends;

public enum Trend
{
    /// <summary>Fewer than seven daily scores in the window.</summary>
    Unknown,
    Declining,
    Stable,
    Improving,
}

/// <summary>
/// The direction of daily scores by the Theil–Sen estimator (Theil 1950, Sen 1968): the median of the slopes between all
/// pairs of days. One outlier, or a third of them, does not turn it.
/// </summary>
public static class TrendEstimator
{
    /// <summary>The fewest daily scores that say anything.</summary>
    public const int FewestDays = 7;

    /// <param name="scores">Day numbers, ascending, with the score of that midnight; all within the window.</param>
    public static Trend Of(TrendDefinition definition, IReadOnlyList<(int Day, double Score)> scores)
    {
        if (scores.Count < FewestDays)
        {
            return Trend.Unknown;
        }

        var change = Slope(scores) * definition.WindowDays;
        return change > definition.DeadBand ? Trend.Improving
            : change < -definition.DeadBand ? Trend.Declining
            : Trend.Stable;
    }

    /// <summary>Points per day. Of an even number of slopes, the mean of the two in the middle.</summary>
    /// <exception cref="ArgumentException">Fewer than two scores.</exception>
    public static double Slope(IReadOnlyList<(int Day, double Score)> scores)
    {
        if (scores.Count < 2)
        {
            throw new ArgumentException("A slope needs two scores.", nameof(scores));
        }

        var slopes = new double[scores.Count * (scores.Count - 1) / 2];
        var n = 0;
        for (var i = 0; i < scores.Count; i++)
        {
            for (var j = i + 1; j < scores.Count; j++)
            {
                slopes[n++] = (scores[j].Score - scores[i].Score) / (scores[j].Day - scores[i].Day);
            }
        }

        Array.Sort(slopes);
        return n % 2 == 1 ? slopes[n / 2] : (slopes[n / 2 - 1] + slopes[n / 2]) / 2;
    }
}
