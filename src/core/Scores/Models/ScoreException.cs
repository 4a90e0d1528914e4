using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Models;

/// <summary>
/// A rule above the weights: while its conditions hold, it changes the score or the tier. Exceptions apply in the order of
/// the file, each to what the ones before have left.
/// </summary>
/// <param name="When">All of them must hold.</param>
/// <param name="ForDays">How many days they must have held without a break, by daily midnights; 0 for at once.</param>
/// <param name="Because">The reason in the author's words; people read it beside the score.</param>
public sealed record ScoreException(ImmutableArray<ScoreCondition> When, int ForDays, ExceptionEffect Effect, string Because)
{
    public string Describe() =>
        $"{Effect.Describe()} when {string.Join(" and ", When.Select(c => c.Describe()))}{(ForDays > 0 ? $" for {ForDays} days" : "")}";
}

/// <summary>What an exception does.</summary>
public abstract record ExceptionEffect
{
    private ExceptionEffect()
    {
    }

    public abstract string Describe();

    /// <summary>The score is at most this, 0 to 100.</summary>
    public sealed record Cap(double At) : ExceptionEffect
    {
        public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"at most {At}");
    }

    /// <summary>The score is at least this, 0 to 100.</summary>
    public sealed record Floor(double At) : ExceptionEffect
    {
        public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"at least {At}");
    }

    /// <summary>Points added, −100 to 100; the score stays within 0 and 100.</summary>
    public sealed record Add(double Points) : ExceptionEffect
    {
        public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Points:+0.####;-0.####} points");
    }

    /// <summary>What the score lacks to 100 counts this many times, 1 to 10: near a renewal every weakness weighs more.</summary>
    public sealed record Amplify(double By) : ExceptionEffect
    {
        public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"shortfall × {By}");
    }

    /// <summary>The tier is this, whatever the score says.</summary>
    public sealed record SetTier(string Tier) : ExceptionEffect
    {
        public override string Describe() => $"tier {Tier}";
    }

    /// <summary>The score after the effect.</summary>
    public double Apply(double score) => this switch
    {
        Cap cap => Math.Min(score, cap.At),
        Floor floor => Math.Max(score, floor.At),
        Add add => Math.Clamp(score + add.Points, 0, 100),
        Amplify amplify => Math.Max(0, 100 - (100 - score) * amplify.By),
        SetTier => score,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>A condition of an exception. What is missing fulfils no comparison.</summary>
public abstract record ScoreCondition
{
    private ScoreCondition()
    {
    }

    public abstract string Describe();

    public bool LooksAt(string signal) => (this as Signal)?.Definition.Name == signal || (this as Observed)?.Definition.Name == signal;

    /// <summary>The value of a signal, in its unit.</summary>
    public sealed record Signal(SignalDefinition Definition, Comparison Comparison, double To) : ScoreCondition
    {
        public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Definition.Label} {Comparison.Sign()} {To}");
    }

    /// <summary>Whether a signal has a value.</summary>
    public sealed record Observed(SignalDefinition Definition, bool IsObserved) : ScoreCondition
    {
        public override string Describe() => $"{Definition.Label} {(IsObserved ? "observed" : "missing")}";
    }

    /// <summary>The points of a dimension, which its <see cref="PlacedDimension.Path"/> names.</summary>
    public sealed record Dimension(string Path, Comparison Comparison, double To) : ScoreCondition
    {
        public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Path} {Comparison.Sign()} {To}");
    }

    /// <summary>Whether the account is in one of the segments or, negated, in none of them.</summary>
    public sealed record InSegment(ImmutableArray<string> Names, bool IsNegated) : ScoreCondition
    {
        public override string Describe() => $"segment {(IsNegated ? "not " : "")}{string.Join(" or ", Names)}";

        /// <param name="segment">Null in a model without segments.</param>
        public bool Holds(string? segment) => segment is not null && Names.Contains(segment, StringComparer.Ordinal) != IsNegated;
    }

    /// <summary>The score as the exceptions before have left it.</summary>
    public sealed record Score(Comparison Comparison, double To) : ScoreCondition
    {
        public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"score {Comparison.Sign()} {To}");
    }
}
