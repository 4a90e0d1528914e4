using System.Globalization;

namespace Mainstay.Core.Scores.Models;

/// <summary>What a missing reading does to a score. A corrupt one never follows it: see the evaluation.</summary>
public abstract record MissingPolicy
{
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
}
