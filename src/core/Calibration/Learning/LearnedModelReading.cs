using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning.Fitting;
using Mainstay.Core.Calibration.Learning.Terms;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Scores.Curves;

namespace Mainstay.Core.Calibration.Learning;

/// <summary>Reads a fit as signals with points and weights, rounded to what a person would write.</summary>
internal static class LearnedModelReading
{
    private const int PointDigits = 1;
    private const int WeightDigits = 3;

    public static LearnedModel Of(AdditiveFit fit)
    {
        var signals = ImmutableArray.CreateBuilder<LearnedSignal>();
        var logOdds = fit.Intercept;
        for (var i = 0; i < fit.Terms.Length; i++)
        {
            var scale = Scale.Of(fit.Parameters[i], fit.Densities[i], fit.Terms[i]);
            if (scale.Weight > 0)
            {
                signals.Add(Signal(fit.Terms[i], scale, fit.Parameters[i], fit.Variances[i], fit.Densities[i]));
                logOdds += scale.Best;
            }
        }

        return new LearnedModel(signals.ToImmutable(), logOdds);
    }

    private static LearnedSignal Signal(Term term, Scale scale, double[] heights, double[] variances, double[] densities)
    {
        // A value that never was missing adds nothing when it is.
        double Missing(int parameter) => scale.Points(densities[parameter] > 0 ? heights[parameter] : 0);
        (double, double) Band(int parameter)
        {
            var half = Interval.Z * Math.Sqrt(variances[parameter]);
            return (scale.Exact(heights[parameter] + half), scale.Exact(heights[parameter] - half));
        }

        return term switch
        {
            LineTerm line => new LearnedSignal.Line(
                [.. line.Knots.Select((value, k) => new Knot(value, scale.Points(heights[line.Place[k]])))],
                [.. line.Place.Select(Band)])
            {
                Column = line.Column,
                Weight = scale.Weight,
                Missing = line.HasMissing ? Missing(line.Missing) : scale.Points(0),
            },
            StepsTerm steps => new LearnedSignal.Bands(
                scale.Points(heights[0]),
                [.. steps.Axis.Cuts.Select((cut, c) => new Knot(cut, scale.Points(heights[c + 1])))],
                [.. Enumerable.Range(0, steps.Axis.Pieces).Select(Band)])
            {
                Column = steps.Axis.Column,
                Weight = scale.Weight,
                Missing = Missing(steps.Missing),
            },
            WordsTerm words => new LearnedSignal.Words(
                [.. words.Labels.Select((word, w) => (word, scale.Points(heights[w])))],
                [.. words.Labels.Select((_, w) => Band(w))])
            {
                Column = words.Column,
                Weight = scale.Weight,
                Missing = Missing(words.Missing),
            },
            PairTerm pair => new LearnedSignal.Pair(
                Pieces.Of(pair.First),
                pair.Other.Column,
                Pieces.Of(pair.Other),
                [.. Enumerable.Range(0, pair.Other.Pieces + 1).Select(o => Enumerable.Range(0, pair.First.Pieces).Select(f => scale.Points(heights[pair.Cell(f, o)])).ToImmutableArray())])
            {
                Column = pair.First.Column,
                Weight = scale.Weight,
                Missing = Missing(pair.Missing),
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>From log-odds to points: the greatest that a term adds are 0 points, the least 100.</summary>
    private readonly record struct Scale(double Best, double Range)
    {
        public double Weight => Math.Round(Range, WeightDigits);

        public static Scale Of(double[] heights, double[] densities, Term term)
        {
            // Nothing was seen of a parameter without rows; in a line and a table its neighbours speak for it.
            var seen = heights.Where((_, p) => term is not WordsTerm || densities[p] > 0).Append(0).ToArray();
            return new Scale(seen.Min(), seen.Max() - seen.Min());
        }

        public double Exact(double height) => 100 * (1 - ((height - Best) / Range));

        // The sum makes no difference but that of −0, which nobody would write.
        public double Points(double height) => Math.Clamp(Math.Round(Exact(height), PointDigits), 0, 100) + 0d;
    }
}
