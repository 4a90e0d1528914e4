using System.Collections.Immutable;
using Mainstay.Core.Scores.Memory;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Scores.Reports;

/// <summary>
/// What the reports of an account remember from one local midnight to the next: signals once for all scores, and each score
/// for itself. A value: it is stored, replayed and compared as such.
/// </summary>
/// <param name="Day">The day whose midnight it has come to.</param>
/// <param name="Signals">One per signal of the model, in its order, null where there is nothing to remember; empty where no signal remembers.</param>
/// <param name="Scores">One per score of the model, in its order.</param>
public sealed record ReportMemory(DateOnly Day, ImmutableArray<SignalMemory?> Signals, ImmutableArray<ScoreMemory> Scores)
{
    public static ReportMemory After(DateOnly day, ScoreReport report) =>
        new(
            day,
            report.Signals.Any(s => s.Memory is not null) ? [.. report.Signals.Select(s => s.Memory)] : [],
            [.. report.Scores.Select(score => new ScoreMemory([.. score.Exceptions.Select(e => e.Since)], score.TierState))]);

    /// <summary>Whether what a model says of a day can depend on earlier days, other than by its trend.</summary>
    public static bool IsNeededBy(HealthModel model) =>
        IsOfSignals(model) || model.Scores.Any(s => s.Stability.HasMemory || s.Exceptions.Any(e => e.ForDays > 0));

    /// <summary>Whether any signal carries its points on.</summary>
    public static bool IsOfSignals(HealthModel model) => model.Signals.Any(s => s.Curve is not null && s.Missing.Carries);

    /// <param name="signal">Index into the model's signals.</param>
    public SignalMemory? OfSignal(int signal) => Signals.IsEmpty ? null : Signals[signal];

    /// <summary>What a score remembers on a day.</summary>
    /// <param name="score">Index into the model's scores.</param>
    /// <param name="day">The day that is evaluated.</param>
    /// <remarks>Only an unbroken row of midnights counts for exceptions: yesterday's, or today's own when the point lies within the day.</remarks>
    public ScoreMemory OfScore(int score, DateOnly day) =>
        day.DayNumber - Day.DayNumber <= 1 ? Scores[score] : Scores[score] with { Since = [.. Scores[score].Since.Select(_ => (DateOnly?)null)] };
}
