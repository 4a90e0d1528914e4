using Mainstay.Core.Calibration.Learning.Pairs;
using Mainstay.Core.Calibration.Learning.Terms;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning;

/// <summary>The best that one signal alone can do: what any model has to be compared with.</summary>
public static class SingleSignal
{
    private const int Pieces = 10;

    /// <summary>
    /// A model of the one column whose pieces say most of the outcome, chosen on the same rows; null when there is none.
    /// </summary>
    public static LearnedModel? Learn(Observations table, LearningOptions options)
    {
        var lesson = Lesson.Of(table);
        var logOdds = new double[table.Rows];
        Array.Fill(logOdds, Math.Log(table.BaseRate / (1 - table.BaseRate)));
        var residuals = new Residuals(logOdds, lesson.Targets);
        var best = table.Columns.MaxBy(column => residuals.Gain(Axis.Of(column, Pieces), table));
        return best is null ? null : AdditiveLearner.Learn(Lesson.Of(table.With([best])), options with { MostPairs = 0 });
    }
}
