using System.Collections.Immutable;
using System.Globalization;

namespace Mainstay.Core.Scores.Curves;

/// <summary>Turns a signal's value into points from 0 (worst) to 100 (best).</summary>
public abstract record Curve
{
    public abstract double Points(double value);

    public abstract string Describe();

    /// <summary>Linear between neighbouring knots, flat outside the outermost. Knots ascend strictly in value; at least two.</summary>
    public sealed record PiecewiseLinear(ImmutableArray<Knot> Knots) : Curve
    {
        public override double Points(double value)
        {
            if (value <= Knots[0].Value)
            {
                return Knots[0].Points;
            }

            for (var i = 1; i < Knots.Length; i++)
            {
                if (value < Knots[i].Value)
                {
                    var (from, to) = (Knots[i - 1], Knots[i]);
                    var points = from.Points + (to.Points - from.Points) * ((value - from.Value) / (to.Value - from.Value));

                    // Rounding can carry it an ulp past a knot.
                    return Math.Clamp(points, Math.Min(from.Points, to.Points), Math.Max(from.Points, to.Points));
                }
            }

            return Knots[^1].Points;
        }

        public override string Describe() => string.Join(", ", Knots.Select(k => k.ToString()));
    }

    /// <summary>Steps: a value gets the points of the last band whose lower bound it reaches (inclusive). Bounds ascend strictly.</summary>
    public sealed record Bands(double Below, ImmutableArray<Knot> Steps) : Curve
    {
        public override double Points(double value)
        {
            var points = Below;
            foreach (var step in Steps)
            {
                if (value >= step.Value)
                {
                    points = step.Points;
                }
            }

            return points;
        }

        public override string Describe() =>
            string.Create(CultureInfo.InvariantCulture, $"{Below} below {Steps[0].Value}; ") + string.Join("; ", Steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Points} from {s.Value}")));
    }

    /// <summary>Points for single values, such as the numbers that stand for words; every other value gets <paramref name="Else"/>.</summary>
    public sealed record Lookup(ImmutableArray<Knot> Entries, double Else) : Curve
    {
        public override double Points(double value)
        {
            foreach (var entry in Entries)
            {
                if (entry.Value == value)
                {
                    return entry.Points;
                }
            }

            return Else;
        }

        public override string Describe() =>
            string.Join(", ", Entries.Select(e => e.ToString())) + string.Create(CultureInfo.InvariantCulture, $", else {Else}");
    }

    /// <summary>
    /// An S: 50 points at <paramref name="Middle"/>, towards 100 above and 0 below it, or the other way round where the
    /// slope is negative. 100 ÷ (1 + e^(−slope × (value − middle))).
    /// </summary>
    public sealed record Logistic(double Middle, double Slope) : Curve
    {
        public override double Points(double value) => 100 / (1 + Exponential.Of(-Slope * (value - Middle)));

        public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"S around {Middle}, slope {Slope}");
    }

    /// <summary>
    /// Where a value stands among the accounts that were looked at when the model was written: the quantiles, evenly spaced
    /// from the least value to the greatest, are frozen into the model. 0 below the first, 100 above the last, linear between
    /// two; a value that several quantiles share stands in their middle.
    /// </summary>
    /// <param name="Quantiles">Ascending, equal ones allowed; at least two, not all equal.</param>
    /// <param name="LowIsBest">Points count from the other end.</param>
    public sealed record Percentile(ImmutableArray<double> Quantiles, bool LowIsBest) : Curve
    {
        public override double Points(double value) => LowIsBest ? 100 - Rank(value) : Rank(value);

        public override string Describe() => string.Create(
            CultureInfo.InvariantCulture,
            $"percentile among {Quantiles.Length} quantiles from {Quantiles[0]} to {Quantiles[^1]}{(LowIsBest ? ", low is best" : "")}");

        private double Rank(double value)
        {
            var (below, above) = (0, Quantiles.Length);
            while (below < Quantiles.Length && Quantiles[below] < value)
            {
                below++;
            }

            while (above > 0 && Quantiles[above - 1] > value)
            {
                above--;
            }

            // Now the quantiles [below, above) equal the value.
            var place = below < above ? (below + above - 1) / 2d
                : below == 0 ? 0
                : below == Quantiles.Length ? below - 1
                : below - 1 + (value - Quantiles[below - 1]) / (Quantiles[below] - Quantiles[below - 1]);
            return 100 * place / (Quantiles.Length - 1);
        }
    }

    /// <summary>
    /// Several curves, one of which another signal's value chooses: what is expected of an account in its third month and of
    /// one in its third year.
    /// </summary>
    /// <param name="Signal">Name of the signal that chooses.</param>
    /// <param name="Steps">Ascending, at least two; the last takes all that the others leave.</param>
    /// <param name="Missing">What counts when that signal has no value; null for the last step.</param>
    public sealed record Chosen(string Signal, ImmutableArray<CurveStep> Steps, Curve? Missing) : Curve
    {
        /// <param name="chooser">
        /// The other signal's value, or what its good rows alone say where others were rejected: a rejected row chooses no other
        /// curve. Null when it has none.
        /// </param>
        public Curve For(double? chooser)
        {
            if (chooser is not { } value)
            {
                return Missing ?? Steps[^1].Curve;
            }

            var step = 0;
            while (value >= Steps[step].Below)
            {
                step++;
            }

            return Steps[step].Curve;
        }

        /// <summary>The points where nothing is known of the other signal.</summary>
        public override double Points(double value) => For(null).Points(value);

        public override string Describe() =>
            $"by {Signal}: {string.Join("; ", Steps)}" + (Missing is null ? "" : $"; {Signal} missing {Missing.Describe()}");
    }
}

/// <summary>One of the curves that another signal chooses between.</summary>
/// <param name="Below">It counts where the other signal reads less than this (exclusive); infinite for the last.</param>
public sealed record CurveStep(double Below, Curve Curve)
{
    public override string ToString() =>
        (double.IsPositiveInfinity(Below) ? "otherwise " : string.Create(CultureInfo.InvariantCulture, $"below {Below} ")) + Curve.Describe();
}

/// <summary>A value of a signal and the points (0 to 100) it earns.</summary>
public readonly record struct Knot(double Value, double Points)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} → {Points}");
}
