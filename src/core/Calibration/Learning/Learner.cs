using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning.Choosing;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning;

/// <summary>Learns by a method.</summary>
public static class Learner
{
    // Fewer rows of an outcome say nothing about which of two ways is better.
    private const int FewestOfEither = 30;

    /// <exception cref="ArgumentException">The table has rows of one outcome only.</exception>
    /// <exception cref="KeyNotFoundException">There is no column of today's score under the name that the options give.</exception>
    public static LearnedModel Learn(Observations table, LearningMethod method, LearningOptions options)
    {
        if (table.Positives == 0 || table.Positives == table.Rows)
        {
            throw new ArgumentException("Nothing can be learned where every row ended alike.", nameof(table));
        }

        var way = WayOf(method, options);
        if (table.Rows > options.MostRowsForChoice || Math.Min(table.Positives, table.Rows - table.Positives) < FewestOfEither)
        {
            return way(LessonOf(table));
        }

        var parts = new InnerFolds(table, options.Seed);
        if (method == LearningMethod.Additive)
        {
            ImmutableArray<Func<Lesson, LearnedModel>> ways = [PlainLearner.Logistic, WayOf(method, options with { MostPairs = 0 }), way];
            way = ways[PlainestGood.Of([.. ways.Select(w => parts.Aucs(train => w(LessonOf(train))))])];
        }

        if (options.TodaysScore is not { } score)
        {
            return way(LessonOf(table));
        }

        var share = TodaysSay.Shares.MinBy(s => parts.LogLoss(train => way(TodaysSay.Lesson(train, score, s))));
        return way(TodaysSay.Lesson(table, score, share)) with { TodaysShare = share };

        Lesson LessonOf(Observations rows) => Lesson.Of(rows.Without(options.TodaysScore));
    }

    private static Func<Lesson, LearnedModel> WayOf(LearningMethod method, LearningOptions options) => method switch
    {
        LearningMethod.Additive => lesson => AdditiveLearner.Learn(lesson, options),
        LearningMethod.Points => PlainLearner.Points,
        LearningMethod.Logistic => PlainLearner.Logistic,
    };
}
