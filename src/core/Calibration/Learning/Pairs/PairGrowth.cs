using Mainstay.Core.Calibration.Learning.Fitting;
using Mainstay.Core.Calibration.Learning.Terms;

namespace Mainstay.Core.Calibration.Learning.Pairs;

/// <summary>
/// Adds pairs to a sum, the most promising first, and then looks whether another is better than the weakest of them.
/// </summary>
internal sealed class PairGrowth
{
    // Of so many that promise most each is tried in earnest: a promise is made before anything else has moved to make room. A trial
    // fits everything anew, whose price grows with the rows and the square of the columns: of a large table the best promise is taken.
    private const int Compared = 3;
    private const int ManyColumns = 24;
    private const int ManyRows = 6_000;

    // Times that none of them may be worth it, one after the other, before no more are tried.
    private const int MostFailures = 2;
    private const int MostFailuresOfLarge = 5;

    // Times that the weakest pair is put to the test; never in a large table.
    private const int MostExchanges = 2;

    // By how much a criterion must be less: two pairs that say the same are not exchanged for ever.
    private const double Better = 1;

    private readonly Lesson _lesson;
    private readonly LearningOptions _options;
    private readonly PairSearch _search;
    private readonly bool _isLarge;

    public PairGrowth(Lesson lesson, LearningOptions options)
    {
        (_lesson, _options, _isLarge) = (lesson, options, lesson.Table.Columns.Length > ManyColumns || lesson.Rows > ManyRows);
        _search = new PairSearch(lesson.Table, PairSearch.Candidates(lesson.Table, options.MostKnots));
    }

    public AdditiveFit Grow(AdditiveFit fit)
    {
        var tried = new HashSet<(string, string)>();
        for (var failures = 0; Pairs(fit) < _options.MostPairs && failures < (_isLarge ? MostFailuresOfLarge : MostFailures) && tried.Count < _search.Count;)
        {
            if (Added(fit, tried) is { } grown)
            {
                (fit, failures) = (grown, 0);
            }
            else
            {
                failures++;
            }
        }

        for (var exchange = 0; !_isLarge && exchange < MostExchanges && Pairs(fit) > 1; exchange++)
        {
            if (Exchanged(fit) is not { } better)
            {
                break;
            }

            fit = better;
        }

        return fit;
    }

    private static int Pairs(AdditiveFit fit) => fit.Terms.Count(t => t is PairTerm);

    // A pair has to pay for its freedom, and for having been looked for among so many (the extended criterion of Chen, Chen,
    // Biometrika 95, 2008).
    private AdditiveFit? Added(AdditiveFit fit, HashSet<(string, string)> tried)
    {
        var residuals = new Residuals(fit.LogOdds(_lesson.Table), _lesson.Targets);
        AdditiveFit? best = null;
        foreach (var (first, other) in _search.Of(residuals).Where(p => !tried.Contains(p)).Take(_isLarge ? 1 : Compared).ToArray())
        {
            // Judged with even cuts, before the best are chosen for it: those would always pay.
            var even = PairTerm.Of(Axis.Of(_lesson.Table[first], _options.MostKnots), Axis.Of(_lesson.Table[other], _options.MostKnots));
            var judged = AdditiveFitting.Fit(_lesson, [.. fit.Terms, even], fit);
            if (judged.Criterion > fit.Criterion - (2 * Math.Log(_search.Count)))
            {
                tried.Add((first, other));
                continue;
            }

            var (a, b) = CutChoice.Of(_lesson.Table, residuals, first, other, _options.MostKnots);
            var cut = AdditiveFitting.Fit(_lesson, [.. fit.Terms, PairTerm.Of(a, b)], fit);
            best = best is null || cut.Criterion < best.Criterion ? cut : best;
        }

        if (best?.Terms[^1] is PairTerm pair)
        {
            tried.Add((pair.First.Column, pair.Other.Column));
        }

        return best;
    }

    private AdditiveFit? Exchanged(AdditiveFit fit)
    {
        var weakest = Enumerable.Range(0, fit.Terms.Length).Where(i => fit.Terms[i] is PairTerm)
            .Select(i => AdditiveFitting.Fit(_lesson, [.. fit.Terms.Where((_, t) => t != i)], fit))
            .MinBy(without => without.Criterion)!;
        HashSet<(string, string)> tried = [.. weakest.Terms.OfType<PairTerm>().Select(p => (p.First.Column, p.Other.Column))];
        return Added(weakest, tried) is { } other && other.Criterion < fit.Criterion - Better ? other : null;
    }
}
