using System.Collections.Immutable;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Learning.Fitting;
using Mainstay.Core.Calibration.Learning.Pairs;
using Mainstay.Core.Calibration.Learning.Terms;
using Mainstay.Core.Calibration.Learning.Totals;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning;

/// <summary>
/// Learns a curve for each signal and a few tables for pairs of them, whose sum is the log-odds of the outcome (a generalised
/// additive model with pairwise terms: Hastie, Tibshirani, Statistical Science 1, 1986; Lou and others, KDD 2013). First with
/// many knots, then with those few that say most of it.
/// </summary>
/// <remarks>Deterministic: the same lesson, options and seed give the same model.</remarks>
internal static class AdditiveLearner
{
    // Knots of the first fit: as many as all columns together can have at a bearable price.
    private const int MostFineKnots = 16;
    private const int FewestFineKnots = 8;
    private const int FineParameters = 480;

    // A term that moves the log-odds by less, as a standard deviation over rows, is not worth a line.
    private const double Negligible = 0.01;

    internal static LearnedModel Learn(Lesson lesson, LearningOptions options)
    {
        var shaped = Sample(lesson, options);
        var totals = TotalChoice.Of(shaped, options.MostTotals);
        var model = Learn(With(lesson, totals), ReferenceEquals(shaped, lesson) ? null : With(shaped, totals), options);
        return model with { Totals = [.. totals.Where(t => model.Signals.Any(s => s.Reads(t.Name)))] };
    }

    /// <param name="sample">The rows that shapes are taken from; null for all.</param>
    private static LearnedModel Learn(Lesson lesson, Lesson? sample, LearningOptions options)
    {
        var shaped = sample ?? lesson;
        var fit = new PairGrowth(shaped, options).Grow(Shape(shaped, options));
        return LearnedModel.Of(sample is null ? fit : AdditiveFitting.Fit(lesson, fit.Terms, fit));
    }

    private static Lesson With(Lesson lesson, ImmutableArray<Total> totals) => lesson with { Table = Total.Added(lesson.Table, totals) };

    private static Lesson Sample(Lesson lesson, LearningOptions options)
    {
        if (lesson.Rows <= options.MostRowsForShape)
        {
            return lesson;
        }

        int[] rows = [.. Enumerable.Range(0, lesson.Rows)];
        new SplitMix64(options.Seed).Shuffle<int>(rows);
        var sample = rows[..options.MostRowsForShape];
        Array.Sort(sample);
        return lesson.Take(sample);
    }

    private static AdditiveFit Shape(Lesson lesson, LearningOptions options)
    {
        var numeric = lesson.Table.Columns.Count(c => c is ObservedColumn.Numeric);
        var fineKnots = Math.Max(options.MostKnots, Math.Clamp(FineParameters / Math.Max(1, numeric), FewestFineKnots, MostFineKnots));
        var fine = AdditiveFitting.Fit(lesson, [.. lesson.Table.Columns.Select(c => Fine(c, fineKnots)).OfType<Term>()]);
        var few = AdditiveFitting.Fit(lesson, [.. fine.Terms.Select((term, i) => Few(term, fine.Parameters[i], fine.Densities[i], options.MostKnots)).Where((_, i) => Moves(fine, i))]);
        Term[] smooth = [.. few.Terms.Select((term, i) => OneWay(term, few.Parameters[i], few.Variances[i], few.Densities[i]))];
        return smooth.SequenceEqual(few.Terms) ? few : AdditiveFitting.Fit(lesson, smooth, few);
    }

    private static Term? Fine(ObservedColumn column, int knots) => column switch
    {
        ObservedColumn.Numeric n when Quantiles.Knots(n.Values, knots) is { Length: > 1 } chosen => LineTerm.Of(n, chosen),
        ObservedColumn.Categorical c => WordsTerm.Of(c),
        _ => null,
    };

    private static Term Few(Term term, double[] heights, double[] densities, int most) =>
        term is LineTerm line ? Line(line, KnotChoice.Of(line.Knots, heights, densities, most)) : term;

    private static LineTerm Line(LineTerm line, ImmutableArray<double> knots) =>
        LineTerm.Of(line.Column, knots, [.. Enumerable.Range(0, knots.Length)], line.HasMissing);

    private static Term OneWay(Term term, double[] heights, double[] variances, double[] densities) =>
        term is LineTerm line && Monotone.Places(heights[..line.Knots.Length], variances[..line.Knots.Length], densities[..line.Knots.Length]) is { } places
            ? LineTerm.Of(line.Column, line.Knots, places, line.HasMissing)
            : term;

    private static bool Moves(AdditiveFit fit, int term) =>
        Math.Sqrt(fit.Parameters[term].Zip(fit.Densities[term], (height, density) => density * height * height).Sum()) >= Negligible;
}
