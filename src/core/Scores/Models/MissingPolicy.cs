using System.Globalization;
using Mainstay.Core.Scores.Curves;

namespace Mainstay.Core.Scores.Models;

/// <summary>What a missing reading does to a score. A corrupt one never follows it upwards.</summary>
public abstract record MissingPolicy
{
    /// <summary>Points that speak neither for an account nor against it; what a signal whose rows are corrupt can have at most.</summary>
    public const double Neutral = 50;

    public static readonly MissingPolicy InDimension = new Redistribute();

    private MissingPolicy()
    {
    }

    public abstract string Describe();

    /// <summary>The other signals of the dimension take over its weight; a dimension without any reading leaves its weight to the others.</summary>
    public sealed record Redistribute : MissingPolicy
    {
        public override string Describe() => "its weight goes to the rest of the dimension";
    }

    /// <summary>All other signals of the score that take part take over its weight, each in proportion to its share.</summary>
    public sealed record RedistributeAll : MissingPolicy
    {
        public override string Describe() => "its weight goes to all other signals of the score";
    }

    /// <summary>
    /// As if the signal were not in the model: its weight goes to the rest of the dimension and does not count as
    /// unobserved. For what is missing by nature, such as the renewal of a contract that has none.
    /// </summary>
    public sealed record Exclude : MissingPolicy
    {
        public override string Describe() => "left out";
    }

    /// <summary>Counts with these points, 0 to 100; the weight stays, and is not observed.</summary>
    public sealed record Fixed(double Points) : MissingPolicy
    {
        public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"counts as {Points}");
    }

    /// <summary>Counts with the points of the last midnight at which it was observed; the weight stays, and is not observed.</summary>
    /// <param name="Days">For how many days, at least 1 (inclusive).</param>
    /// <param name="HalfLifeDays">After how many days half the distance to neutral is gone, at least 1; null when the points stay.</param>
    /// <param name="Then">What follows when they are too old or there are none; does not carry itself.</param>
    public sealed record Carry(int Days, int? HalfLifeDays, MissingPolicy Then) : MissingPolicy
    {
        /// <summary>50 + (points − 50) × 2^(−days ÷ half-life), or the points as they were.</summary>
        /// <param name="points">0 to 100.</param>
        /// <param name="days">Since they were observed, at least 0.</param>
        public double After(double points, int days) =>
            HalfLifeDays is { } halfLife ? Neutral + (points - Neutral) * Exponential.Halved(days, halfLife) : points;

        public override string Describe() =>
            string.Create(CultureInfo.InvariantCulture, $"carries the last points for {Days} days")
            + (HalfLifeDays is { } halfLife ? string.Create(CultureInfo.InvariantCulture, $", half way to {Neutral} every {halfLife}") : "")
            + $", then {Then.Describe()}";
    }
}
