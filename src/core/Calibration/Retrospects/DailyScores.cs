using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>The primary score of one account on every day of a span, as it was shown, without overrides.</summary>
/// <param name="Course">How its time as a customer went.</param>
/// <param name="First">The day of index 0.</param>
/// <param name="Scores">0 to 100; NaN where it is not scored, or nothing takes part.</param>
/// <param name="Tiers">Null where it is not scored.</param>
public sealed record DailyScores(AccountCourse Course, DateOnly First, double[] Scores, Tier?[] Tiers)
{
    public DateOnly DayOf(int index) => First.AddDays(index);

    /// <summary>NaN outside of the span too.</summary>
    public double ScoreOn(DateOnly day) => Index(day) is { } i ? Scores[i] : double.NaN;

    /// <summary>Null outside of the span too.</summary>
    public Tier? TierOn(DateOnly day) => Index(day) is { } i ? Tiers[i] : null;

    private int? Index(DateOnly day) => day.DayNumber - First.DayNumber is var i && i >= 0 && i < Scores.Length ? i : null;
}
