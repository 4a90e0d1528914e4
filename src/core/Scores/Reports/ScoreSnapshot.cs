using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Trends;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Reports;

/// <summary>
/// What is kept of a day's report for ever: enough to list, filter, plot and compare. The full explanation is the
/// evaluation of the same model at the same point in time.
/// </summary>
public sealed record ScoreSnapshot
{
    public required string AccountId { get; init; }

    public required DateOnly Day { get; init; }

    public required PointInTime Point { get; init; }

    public required string Model { get; init; }

    public required string ModelVersion { get; init; }

    /// <summary>Name of the score.</summary>
    public required string Score { get; init; }

    /// <summary>0 to 100, unrounded; null when nothing took part and nobody gave a value.</summary>
    public required double? Value { get; init; }

    public required string Tier { get; init; }

    /// <summary>0 for the best tier; -1 for unknown.</summary>
    public required int Severity { get; init; }

    public required Trend Trend { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>Greatest cost first, at most three.</summary>
    public required ImmutableArray<Driver> Drivers { get; init; }

    public required ImmutableArray<DimensionPoints> Dimensions { get; init; }

    public required ImmutableArray<SignalPoints> Signals { get; init; }

    /// <summary>Who had overridden the score, and what the model said; null where nobody had.</summary>
    public OverriddenPoints? Override { get; init; }

    /// <summary>Name of the segment that the account was scored as; null in a model without segments, and for a roll-up.</summary>
    public string? Segment { get; init; }

    /// <summary>
    /// A number for all that the evaluation could see (<see cref="Facts.Inputs.InputHashes"/>); of a roll-up for what the accounts in its lines could. Null
    /// for a reading within a day, and where it was not kept yet.
    /// </summary>
    public long? Input { get; init; }
}

/// <param name="ByModel">What the score was without the override: 0 to 100, unrounded, or null.</param>
/// <param name="TierByModel">The tier without it.</param>
/// <param name="Author">E-mail of who gave it.</param>
/// <param name="Reason">In the author's words.</param>
/// <param name="EndsOn">The day on which it ends.</param>
public sealed record OverriddenPoints(double? ByModel, string TierByModel, string Author, string Reason, DateOnly EndsOn)
{
    public static OverriddenPoints? Of(OverrideResult? result) => result is null
        ? null
        : new(result.ByModel, result.TierByModel.Name, result.Given.Author, result.Given.Reason, result.Given.EndsOn);
}

/// <param name="Name">Of the dimension; the path of one within another.</param>
/// <param name="Points">0 to 100, or null.</param>
public sealed record DimensionPoints(string Name, double? Points);

/// <param name="Name">Of the signal.</param>
/// <param name="Value">In the signal's unit, or null when missing.</param>
/// <param name="Missing">Why there is no value, or null when there is one.</param>
/// <param name="Points">0 to 100, or null when it takes no part.</param>
public sealed record SignalPoints(string Name, double? Value, MissingReason? Missing, double? Points);
