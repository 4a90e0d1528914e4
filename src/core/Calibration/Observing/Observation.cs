using System.Collections.Immutable;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Calibration.Observing;

/// <summary>One account on one asOf day: what was shown then, and what came after.</summary>
public sealed record Observation
{
    public required string AccountId { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>Whether the account churned within the horizon.</summary>
    public required bool HasChurned { get; init; }

    /// <summary>Days from the asOf day to the account's churn, also beyond the horizon; null where none is known.</summary>
    public required int? DaysToChurn { get; init; }

    /// <summary>Whether the account expanded within the horizon.</summary>
    public required bool HasExpanded { get; init; }

    /// <summary>
    /// Whether we did something about the account from the asOf day until the horizon's end or its churn: its outcome is not
    /// what it would have been without.
    /// </summary>
    public required bool WasHelped { get; init; }

    /// <summary>The primary score, 0 to 100, unrounded, without overrides; NaN when nothing takes part.</summary>
    public required double Score { get; init; }

    /// <summary>By the model; unknown where too little was observed.</summary>
    public required Tier Tier { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>The segment's name; null in a model without segments.</summary>
    public required string? Segment { get; init; }

    /// <summary>Per signal of the model a <see cref="Signals.Sweeping.ReadingCode"/>: the value, or a NaN.</summary>
    public required ImmutableArray<double> Readings { get; init; }

    /// <summary>Per signal of the model its points, 0 to 100; NaN when it takes no part.</summary>
    public required ImmutableArray<double> Points { get; init; }

    /// <summary>Points of the primary score's dimensions of all levels, 0 to 100; NaN when none of their signals takes part.</summary>
    public required ImmutableArray<double> Dimensions { get; init; }
}
