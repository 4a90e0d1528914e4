using System.Collections.Immutable;
using Mainstay.Core.Calibration.Chance;
using Mainstay.Core.Calibration.Learning.Fitting;
using Mainstay.Core.Calibration.Learning.Pairs;
using Mainstay.Core.Calibration.Learning.Terms;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning;

/// <summary>
/// Learns a curve for each signal and a few tables for pairs of them, whose sum is the log-odds of the outcome (a generalised
/// additive model with pairwise terms: Hastie, Tibshirani, Statistical Science 1, 1986; Lou and others, KDD 2013). First with
/// many knots, then with those few that say most of it.
/// </summary>
/// <remarks>Deterministic: the same table, options and seed give the same model.</remarks>
internal static class AdditiveLearner
{
    // Knots of the first fit: as many as all columns together can have at a bearable price.
    private const int MostFineKnots = 16;
    private const int FewestFineKnots = 8;
    private const int FineParameters = 480;

    // A term that moves the log-odds by less, as a standard deviation over rows, is not worth a line.
    private const double Negligible = 0.01;

    // Pairs that may fail to be worth it, one after the other, before no more are tried.
    private const int MostFailures = 5;

    internal static LearnedModel Learn(Observations table, LearningOptions options)
    {
        var shaped = Sample(table, options);
        var fit = Shape(shaped, options);
        fit = AddPairs(shaped, fit, options);
        return LearnedModel.Of(ReferenceEquals(shaped, table) ? fit : AdditiveFitting.Fit(table, fit.Terms, fit));
    }

    private static Observations Sample(Observations table, LearningOptions options)
    {
        if (table.Rows <= options.MostRowsForShape)
        {
            return table;
        }

        int[] rows = [.. Enumerable.Range(0, table.Rows)];
        new SplitMix64(options.Seed).Shuffle<int>(rows);
        var sample = rows[..options.MostRowsForShape];
        Array.Sort(sample);
        return table.Take(sample);
    }

    private static AdditiveFit Shape(Observations table, LearningOptions options)
    {
        var numeric = table.Columns.Count(c => c is ObservedColumn.Numeric);
        var fineKnots = Math.Max(options.MostKnots, Math.Clamp(FineParameters / Math.Max(1, numeric), FewestFineKnots, MostFineKnots));
        var fine = AdditiveFitting.Fit(table, [.. table.Columns.Select(c => Fine(c, fineKnots)).OfType<Term>()]);
        var few = AdditiveFitting.Fit(table, [.. fine.Terms.Select((term, i) => Few(term, fine.Parameters[i], fine.Densities[i], options.MostKnots)).Where((_, i) => Moves(fine, i))]);
        Term[] smooth = [.. few.Terms.Select((term, i) => OneWay(term, few.Parameters[i], few.Variances[i], few.Densities[i]))];
        return smooth.SequenceEqual(few.Terms) ? few : AdditiveFitting.Fit(table, smooth, few);
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

    // A pair has to pay for its freedom, and for having been looked for among so many (the extended criterion of Chen, Chen,
    // Biometrika 95, 2008). It is judged with even cuts, before the best are chosen for it: those would always pay.
    private static AdditiveFit AddPairs(Observations table, AdditiveFit fit, LearningOptions options)
    {
        var search = new PairSearch(table, PairSearch.Candidates(table, options.MostKnots));
        var tried = new HashSet<(string, string)>();
        var (pairs, failures) = (0, 0);
        while (pairs < options.MostPairs && failures < MostFailures && tried.Count < search.Count)
        {
            var residuals = new Residuals(fit.LogOdds(table), table.Outcomes);
            var (first, other) = search.Of(residuals).First(p => !tried.Contains(p));
            tried.Add((first, other));
            var even = PairTerm.Of(Axis.Of(table[first], options.MostKnots), Axis.Of(table[other], options.MostKnots));
            var judged = AdditiveFitting.Fit(table, [.. fit.Terms, even], fit);
            if (judged.Criterion > fit.Criterion - (2 * Math.Log(search.Count)))
            {
                failures++;
                continue;
            }

            var (a, b) = CutChoice.Of(table, residuals, first, other, options.MostKnots);
            fit = AdditiveFitting.Fit(table, [.. fit.Terms, PairTerm.Of(a, b)], fit);
            (pairs, failures) = (pairs + 1, 0);
        }

        return fit;
    }
}
