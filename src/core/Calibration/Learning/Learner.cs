using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning.Choosing;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning;

/// <summary>Learns by a method.</summary>
public static class Learner
{
    // Fewer rows of an outcome say nothing about which of two ways is better.
    private const int FewestOfEither = 30;

    // A curve with one bend.
    private const int FewKnots = 3;

    // The share of the log loss of straight lines that curves and pairs must take off to be beyond doubt.
    private const double Doubted = 0.1;

    /// <exception cref="ArgumentException">The table has rows of one outcome only.</exception>
    /// <exception cref="KeyNotFoundException">There is no column of today's score under the name that the options give.</exception>
    public static LearnedModel Learn(Observations table, LearningMethod method, LearningOptions options)
    {
        if (table.Positives == 0 || table.Positives == table.Rows)
        {
            throw new ArgumentException("Nothing can be learned where every row ended alike.", nameof(table));
        }

        var (way, rarer) = (WayOf(method, options), Math.Min(table.Positives, table.Rows - table.Positives));
        var isSmall = table.Rows <= options.MostRowsForChoice;
        var canBeInDoubt = method == LearningMethod.Additive && rarer <= options.MostEventsForDoubt;
        if (rarer < FewestOfEither || (!isSmall && !canBeInDoubt))
        {
            return way(LessonOf(table));
        }

        var parts = new InnerFolds(table, options.Seed);
        if (!isSmall)
        {
            var model = way(LessonOf(table));
            return IsInDoubt(model, LessonOf(table)) ? Plainest()(LessonOf(table)) : model;
        }

        way = method == LearningMethod.Additive ? Plainest() : way;
        if (options.TodaysScore is not { } score)
        {
            return way(LessonOf(table));
        }

        var share = TodaysSay.Shares.MinBy(s => parts.LogLoss(train => way(TodaysSay.Lesson(train, score, s))));
        return way(TodaysSay.Lesson(table, score, share)) with { TodaysShare = share };

        Lesson LessonOf(Observations rows) => Lesson.Of(rows.Without(options.TodaysScore));

        Func<Lesson, LearnedModel> Plainest()
        {
            ImmutableArray<Func<Lesson, LearnedModel>> ways =
            [
                PlainLearner.Logistic,
                WayOf(method, options with { MostKnots = Math.Min(options.MostKnots, FewKnots), MostPairs = 0, MostTotals = 0 }),
                WayOf(method, options with { MostPairs = 0 }),
                WayOf(method, options),
            ];
            return ways[PlainestGood.Of([.. ways.Select(w => parts.Aucs(train => w(LessonOf(train))))])];
        }
    }

    // What explains little more of its own rows than straight lines do may explain less of others.
    private static bool IsInDoubt(LearnedModel model, Lesson lesson)
    {
        var (straight, learned) = (LogLoss(PlainLearner.Logistic(lesson)), LogLoss(model));
        return learned > (1 - Doubted) * straight;

        double LogLoss(LearnedModel of) => ProbabilityError.LogLoss(of.Probabilities(lesson.Table), lesson.Table.Outcomes.AsSpan());
    }

    private static Func<Lesson, LearnedModel> WayOf(LearningMethod method, LearningOptions options) => method switch
    {
        LearningMethod.Additive => lesson => AdditiveLearner.Learn(lesson, options),
        LearningMethod.Points => PlainLearner.Points,
        LearningMethod.Logistic => PlainLearner.Logistic,
    };
}
