using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning.Fitting;
using Mainstay.Core.Calibration.Learning.Terms;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning;

/// <summary>Plainer models, for those who want to explain them without a curve, and to see what curves and pairs are worth.</summary>
internal static class PlainLearner
{
    private const int Steps = 5;

    /// <summary>
    /// A points card: up to five steps of equally many rows for each signal, whose points come from a logistic regression on all of
    /// them together, shrunk as far as the data say.
    /// </summary>
    public static LearnedModel Points(Lesson lesson) => Fit(lesson, column => column switch
    {
        ObservedColumn.Numeric n => Quantiles.Cuts(n.Values, Steps) is { IsEmpty: false } cuts ? StepsTerm.Of(new Axis(n.Name, cuts, [])) : null,
        ObservedColumn.Categorical c => WordsTerm.Of(c),
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    /// <summary>Logistic regression: a straight line for each number between its first and last percent, a value for each word.</summary>
    public static LearnedModel Logistic(Lesson lesson) => Fit(lesson, column => column switch
    {
        ObservedColumn.Numeric n => Ends(n.Values) is { Length: 2 } ends ? LineTerm.Of(n, ends) : null,
        ObservedColumn.Categorical c => WordsTerm.Of(c),
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    private static LearnedModel Fit(Lesson lesson, Func<ObservedColumn, Term?> term) =>
        LearnedModel.Of(AdditiveFitting.Fit(lesson, [.. lesson.Table.Columns.Select(term).OfType<Term>()]));

    private static ImmutableArray<double> Ends(ImmutableArray<double> values)
    {
        double[] sorted = [.. values.Where(v => !double.IsNaN(v)).Order()];
        if (sorted.Length == 0 || sorted[0] == sorted[^1])
        {
            return [];
        }

        // Where nearly all rows have one value, the percents say nothing and the ends do.
        var (low, high) = (sorted[sorted.Length / 100], sorted[^(1 + (sorted.Length / 100))]);
        return low < high ? [low, high] : [sorted[0], sorted[^1]];
    }
}
