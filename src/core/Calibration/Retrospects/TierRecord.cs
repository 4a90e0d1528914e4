using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Calibration.Retrospects;

/// <summary>What became of accounts in a tier.</summary>
public sealed record TierRecord
{
    public required Tier Tier { get; init; }

    /// <summary>Observations in the tier.</summary>
    public required int Rows { get; init; }

    /// <summary>Share of them that churned within the horizon, with Wilson's band.</summary>
    public required Interval Churned { get; init; }

    /// <summary>How many times the rate of all observations that is; NaN where none churned.</summary>
    public required double Multiple { get; init; }

    /// <summary>Share of them that expanded within the horizon, with Wilson's band.</summary>
    public required Interval Expanded { get; init; }

    /// <summary>Observations in the tier that expanded.</summary>
    public required int ExpandedRows { get; init; }

    /// <summary>Share of all days of all scored accounts that were spent in the tier, 0 to 1.</summary>
    public required double ShareOfDays { get; init; }

    /// <summary>Days of a median stay in the tier, those that go on to the end of the span not counted; null where none has ended.</summary>
    public required double? MedianStay { get; init; }

    /// <summary>How many accounts are still there so many days after they were first looked at in the tier.</summary>
    public required ImmutableArray<SurvivalStep> Survival { get; init; }
}
