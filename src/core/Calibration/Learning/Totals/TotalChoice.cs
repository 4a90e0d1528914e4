using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning.Fitting;
using Mainstay.Core.Calibration.Learning.Pairs;
using Mainstay.Core.Calibration.Learning.Terms;
using Mainstay.Core.Calibration.Observed;

namespace Mainstay.Core.Calibration.Learning.Totals;

/// <summary>Which totals say something that the curves of their parts do not: what happens where the whole is large, whichever part made it so.</summary>
internal static class TotalChoice
{
    private const int Pieces = 16;
    private const int Knots = 12;

    // What a total must take off the criterion at least.
    private const double Worth = 10;

    // Of those that promise most, so many are tried in earnest.
    private const int Compared = 3;

    /// <param name="most">Totals at most; 0 for none.</param>
    public static ImmutableArray<Total> Of(Lesson lesson, int most)
    {
        var candidates = most == 0 ? [] : AlikeColumns.Of(lesson.Table);
        if (candidates.IsEmpty)
        {
            return [];
        }

        var fit = AdditiveFitting.Fit(lesson, [.. lesson.Table.Columns.Select(Curve).OfType<Term>()]);
        ImmutableArray<Total> chosen = [];
        while (chosen.Length < most && Next(lesson, fit, [.. candidates.Except(chosen)], candidates.Length) is { } next)
        {
            (lesson, fit, chosen) = (next.Lesson, next.Fit, chosen.Add(next.Total));
        }

        return chosen;
    }

    // A total has to pay for its freedom, for having been looked for among so many, and for one more thing to read.
    private static (Lesson Lesson, AdditiveFit Fit, Total Total)? Next(Lesson lesson, AdditiveFit fit, ImmutableArray<Total> candidates, int looked)
    {
        var residuals = new Residuals(fit.LogOdds(lesson.Table), lesson.Targets);
        var tried = candidates
            .Select(total => (Total: total, Column: total.Of(lesson.Table)))
            .OrderByDescending(t => residuals.Gain(Axis.Of(t.Column, Pieces), lesson.Table.With([t.Column])))
            .Take(Compared)
            .Select(t => (t.Total, Lesson: lesson with { Table = Total.Added(lesson.Table, [t.Total]) }, Curve: Curve(t.Column)))
            .Where(t => t.Curve is not null)
            .Select(t => (t.Lesson, Fit: AdditiveFitting.Fit(t.Lesson, [.. fit.Terms, t.Curve!], fit), t.Total))
            .OrderBy(t => t.Fit.Criterion)
            .FirstOrDefault();
        return tried.Fit is { } found && found.Criterion < fit.Criterion - Worth - (2 * Math.Log(looked)) ? tried : null;
    }

    private static Term? Curve(ObservedColumn column) => column switch
    {
        ObservedColumn.Numeric n when Quantiles.Knots(n.Values, Knots) is { Length: > 1 } knots => LineTerm.Of(n, knots),
        ObservedColumn.Categorical c => WordsTerm.Of(c),
        _ => null,
    };
}
