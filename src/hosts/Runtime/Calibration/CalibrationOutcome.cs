using System.Collections.Immutable;
using Mainstay.Core.Calibration.Learning;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Proposals;
using Mainstay.Core.Calibration.Retrospects;
using Mainstay.Core.Calibration.Validation;

namespace Mainstay.Runtime.Calibration;

/// <summary>What was learned and what it is worth, all of it on rows that were not learned from.</summary>
public sealed record CalibrationOutcome
{
    public required SkillClaim Claim { get; init; }

    /// <summary>Null when there was too little to try.</summary>
    public MetricIntervals? Metrics { get; init; }

    /// <summary>The base rate for everybody; null likewise.</summary>
    public MetricIntervals? Prior { get; init; }

    /// <summary>The best single signal; null likewise.</summary>
    public MetricIntervals? Single { get; init; }

    /// <summary>Today's score; null when the table has none.</summary>
    public MetricIntervals? Current { get; init; }

    /// <summary>The AUC of the learned model less that of today's score, in one repeat; null when there is none.</summary>
    public Interval? BetterThanCurrent { get; init; }

    /// <summary>What was said and what happened, in one repeat.</summary>
    public ImmutableArray<CalibrationBin> Bins { get; init; } = [];

    /// <summary>Whom one reaches by calling the riskiest first, in one repeat; empty when there was too little to try.</summary>
    public ImmutableArray<Gain> Gains { get; init; } = [];

    /// <summary>What every tier of the proposal would have held, in one repeat; empty without a proposal.</summary>
    public ImmutableArray<TierOutcome> Tiers { get; init; } = [];

    /// <summary>Learned from all rows; null unless there is skill.</summary>
    public LearnedModel? Model { get; init; }

    /// <summary>Null likewise.</summary>
    public ProposedTiers? Bounds { get; init; }
}

/// <summary>What a tier would have held.</summary>
/// <param name="Rows">In it.</param>
/// <param name="Events">Of how many the outcome happened.</param>
public sealed record TierOutcome(string Tier, int Rows, int Events)
{
    /// <summary>With Wilson's interval.</summary>
    public Interval Rate => Interval.OfRate(Events, Rows);
}
