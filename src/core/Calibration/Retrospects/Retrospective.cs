using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observing;

namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>What a score has been worth: its whole past held against who left, who stayed and who grew.</summary>
public sealed record Retrospective
{
    /// <summary>How many days before the end customers that left are looked at.</summary>
    public static readonly ImmutableArray<int> DaysBefore = [90, 60, 30];

    public required ObservationSet Set { get; init; }

    /// <summary>First day of the daily scores.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day (inclusive).</summary>
    public required DateOnly To { get; init; }

    /// <summary>Customers that left within the span, in order of the day.</summary>
    public required ImmutableArray<ChurnedAccount> Churned { get; init; }

    /// <summary>Best tier first, unknown last; those without any observation left out.</summary>
    public required ImmutableArray<TierRecord> Tiers { get; init; }

    /// <summary>How well the score tells: the chance that one that stayed has the higher one; null with too few rows.</summary>
    public required Interval? Auc { get; init; }

    /// <summary>The primary score's dimensions by how well they tell, best first; null with too few rows.</summary>
    public required ImmutableArray<(string Path, Interval? Auc)> Dimensions { get; init; }

    public required ImmutableArray<Gain> Gains { get; init; }

    /// <summary>Null with too few that churned, or a single day.</summary>
    public required Reliability? Reliability { get; init; }

    /// <summary>Mean score of observations that stayed; NaN without any.</summary>
    public required double MeanOfStayed { get; init; }

    /// <summary>Mean score so many days before the end, and of how many, by <see cref="DaysBefore"/>.</summary>
    public IEnumerable<(int Days, double Mean, int Scored)> MeansBefore => DaysBefore.Select((days, i) =>
        Churned.Select(c => c.Before[i]).Where(v => !double.IsNaN(v)).ToArray() is { Length: > 0 } scores ? (days, scores.Average(), scores.Length) : (days, double.NaN, 0));

    /// <summary>Of customers that left and were scored, the share that was below the best tier on any of 90 and 60 days before; with how many.</summary>
    public (Interval Share, int Of) BelowGreen
    {
        get
        {
            var known = Churned.Where(c => c.Tiers[0] is { IsUnknown: false } || c.Tiers[1] is { IsUnknown: false }).ToArray();
            return (Interval.OfRate(known.Count(c => c.Tiers[0] is { Severity: > 0 } || c.Tiers[1] is { Severity: > 0 }), known.Length), known.Length);
        }
    }

    /// <summary>Days between the first red and the end, of those that were red: the median, and how many; NaN without any.</summary>
    public (double Median, int Of) WarnedDays
    {
        get
        {
            var days = Churned.Select(c => c.WarnedDays).OfType<int>().Order().ToArray();
            return (days.Length == 0 ? double.NaN : (days[(days.Length - 1) / 2] + days[days.Length / 2]) / 2d, days.Length);
        }
    }

    public IEnumerable<ChurnedAccount> Missed => Churned.Where(c => c.WasMissed);

    /// <summary>Share of observations in the best tier, 0 to 1; NaN without any.</summary>
    public double ShareGreen => Set.Rows.IsEmpty ? double.NaN : (double)Set.Rows.Count(r => r.Tier.Severity == 0) / Set.Rows.Length;
}
