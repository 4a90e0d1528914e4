using Mainstay.Core.Calibration.Chance;

namespace Mainstay.Sources.Simulation.Stories;

/// <summary>
/// The latent health of an account, 0 to 1, day by day. Nobody sees it; use, tickets, answers and payments all follow
/// it, which is why they lead the outcome together. About 0.8 is a healthy account.
/// </summary>
internal sealed class HealthPath
{
    private const double Floor = 0.04;

    private readonly double[] _days;

    private HealthPath(double[] days) => _days = days;

    /// <summary>Days outside the period read as its nearest day.</summary>
    public double this[int day] => _days[Math.Clamp(day, 0, _days.Length - 1)];

    public static HealthPath Draw(Plot plot, Period period, SplitMix64 random)
    {
        var anchors = Anchors(plot, period, random);
        var days = new double[period.Days];
        var mood = 0.0;
        for (var day = 0; day < days.Length; day++)
        {
            // First-order autoregression: bad weeks come in runs. Its stationary deviation is about 0.03.
            mood = (0.95 * mood) + random.Normal(0, 0.01);
            days[day] = Math.Clamp(Level(anchors, day) + mood, Floor, 1);
        }

        return new(days);
    }

    private static (int Day, double Level)[] Anchors(Plot plot, Period period, SplitMix64 random)
    {
        var well = random.Between(0.72, 0.86);
        var low = random.Between(0.1, 0.2);
        var turn = plot.Turn ?? 0;
        var end = plot.Churn is { } churn ? period.DayOf(churn) : period.Days;
        return plot.Story switch
        {
            Story.Steady or Story.PriceChurn or Story.NoisyLoyal => [(0, well)],
            Story.Growing => [(0, well), (period.Days, Math.Min(0.93, well + 0.1))],
            Story.Onboarding => plot.Ending == Ending.AtRisk
                ? [(end - 80, 0.45), (end, 0.25)]
                : [(end - 90, 0.62), (end, well)],
            Story.SlowDecline when plot.Contraction is { } cut =>
                [(turn, well), (period.DayOf(cut) - 10, 0.36), (period.DayOf(cut) + 70, 0.62)],
            Story.SlowDecline when plot.Churn is not null => [(turn, well), (end - 15, low)],
            Story.SlowDecline => [(turn, well), (turn + 180, low)],
            Story.ChampionLoss => [(turn, well), (turn + random.Whole(12, 22), 0.3), (turn + 75, low)],
            Story.Recovered => [(turn, well), (turn + 70, 0.32), (turn + 95, 0.38), (turn + 165, well)],
        };
    }

    private static double Level((int Day, double Level)[] anchors, int day)
    {
        var next = Array.FindIndex(anchors, a => a.Day > day);
        if (next <= 0)
        {
            return next < 0 ? anchors[^1].Level : anchors[0].Level;
        }

        var (from, to) = (anchors[next - 1], anchors[next]);
        return from.Level + ((to.Level - from.Level) * (day - from.Day) / (to.Day - from.Day));
    }
}
