using System.Collections.Immutable;
using System.Globalization;

namespace Mainstay.Core.Scores.Models;

/// <summary>What a model permits people to override.</summary>
/// <param name="ExpiresDays">Days after which an override ends that does not say itself when it does, at least 1.</param>
/// <param name="Scores">The scores that may be overridden; empty for none.</param>
public sealed record OverrideRules(int ExpiresDays, ImmutableArray<string> Scores)
{
    /// <summary>Days that an override holds where neither it nor the model says otherwise.</summary>
    public const int UsualDays = 30;

    public string Describe() => Scores.IsEmpty
        ? "nothing"
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", Scores)}; without an end of its own an override ends after {ExpiresDays} days");

    public bool Equals(OverrideRules? other) => other is not null && ExpiresDays == other.ExpiresDays && Scores.SequenceEqual(other.Scores, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(ExpiresDays, Scores.Length);
}
