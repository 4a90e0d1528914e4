using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning;

/// <summary>Learns by a method.</summary>
public static class Learner
{
    /// <exception cref="ArgumentException">The table has rows of one outcome only.</exception>
    public static LearnedModel Learn(Observations table, LearningMethod method, LearningOptions options)
    {
        if (table.Positives == 0 || table.Positives == table.Rows)
        {
            throw new ArgumentException("Nothing can be learned where every row ended alike.", nameof(table));
        }

        return method switch
        {
            LearningMethod.Additive => AdditiveLearner.Learn(table, options),
            LearningMethod.Points => PlainLearner.Points(table),
            LearningMethod.Logistic => PlainLearner.Logistic(table),
        };
    }
}
