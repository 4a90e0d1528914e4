using System.Collections.Immutable;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Core.Scores.Memory;

/// <summary>
/// What a score remembers from one local midnight to the next. A value: it is stored, replayed and compared as such.
/// </summary>
/// <param name="Day">The day whose midnight it has come to.</param>
/// <param name="Since">Per exception of the score, since which day its conditions hold; null where they do not.</param>
public sealed record ScoreMemory(DateOnly Day, ImmutableArray<DateOnly?> Since, TierState Tier)
{
    /// <summary>Longest past, in days, that a fold goes back to.</summary>
    public const int MostDays = 3660;

    public static ImmutableArray<ScoreMemory> After(DateOnly day, ScoreReport report) =>
        [.. report.Scores.Select(score => new ScoreMemory(day, [.. score.Exceptions.Select(e => e.Since)], score.TierState))];

    /// <summary>Whether what a model says of a day can depend on earlier days, other than by its trend.</summary>
    public static bool IsNeededBy(HealthModel model) =>
        model.Scores.Any(s => s.Stability.HasMemory || s.Exceptions.Any(e => e.ForDays > 0));
}
