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
}

/// <summary>A value of a signal and the points (0 to 100) it earns.</summary>
public readonly record struct Knot(double Value, double Points)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} → {Points}");
}
