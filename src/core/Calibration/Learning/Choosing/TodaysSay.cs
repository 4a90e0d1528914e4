using System.Collections.Immutable;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Choosing;

/// <summary>
/// Today's score as something to learn from: each row counts as partly what happened and partly what today's score expected. So
/// what is learned is drawn towards today's where rows are few, in whatever form it has (a catalytic prior: Huang and others,
/// PNAS 117, 2020).
/// </summary>
internal static class TodaysSay
{
    /// <summary>Shares that are tried.</summary>
    public static ImmutableArray<double> Shares { get; } = [0, 0.25, 0.5, 0.75];

    /// <param name="table">With the column of today's score.</param>
    /// <param name="share">Of today's score, 0 to below 1.</param>
    /// <returns>The rows without that column.</returns>
    public static Lesson Lesson(Observations table, string scoreColumn, double share)
    {
        var plain = Learning.Lesson.Of(table.Without(scoreColumn));
        if (share == 0)
        {
            return plain;
        }

        var today = table.With([table[scoreColumn]]);
        var expected = PlainLearner.Logistic(Learning.Lesson.Of(today)).Probabilities(today);
        return plain with { Targets = [.. plain.Targets.Select((happened, row) => ((1 - share) * happened) + (share * expected[row]))] };
    }
}
