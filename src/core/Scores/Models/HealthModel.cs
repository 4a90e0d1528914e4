using System.Collections.Immutable;
using Mainstay.Core.Facts.Currencies;
using Mainstay.Core.Scores.Curves;
using Mainstay.Core.Scores.Trends;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Models;

/// <summary>A compiled health model. Immutable; a change is a new version.</summary>
public sealed record HealthModel
{
    /// <summary>Longest past, in days, that anything is remembered of: tiers, exceptions, and points that signals carry on.</summary>
    public const int MostDaysRemembered = 3660;

    public required string Name { get; init; }

    /// <summary>Twelve hexadecimal digits of the model text's SHA-256.</summary>
    public required string Version { get; init; }

    /// <summary>What it is for, in the author's words.</summary>
    public string About { get; init; } = "";

    /// <summary>The day up to which the outcomes were known that its curves and weights were learned from; null where it was never calibrated.</summary>
    public DateOnly? CalibratedOn { get; init; }

    /// <summary>What all money is converted to; null where amounts are read as they stand.</summary>
    public ReportingCurrency? Currency { get; init; }

    /// <summary>An account is scored while every one of these selects something. Empty: everybody is.</summary>
    public required ImmutableArray<Selection> Eligible { get; init; }

    /// <summary>In file order, which is the order of every report and of every sum.</summary>
    public required ImmutableArray<SignalDefinition> Signals { get; init; }

    /// <summary>At least one; the first is the primary one. In a model with segments, as the default one has them.</summary>
    public required ImmutableArray<ScoreDefinition> Scores { get; init; }

    /// <summary>Which scores people may override, and for how long.</summary>
    public required OverrideRules Overrides { get; init; }

    /// <summary>Scores of parents out of scores of the accounts below them, in file order.</summary>
    public ImmutableArray<RollupDefinition> Rollups { get; init; } = [];

    /// <summary>
    /// In the order of the file: an account is in the first whose conditions hold, and the last has none. Empty where all are
    /// scored alike.
    /// </summary>
    public ImmutableArray<Segment> Segments { get; init; } = [];

    public ScoreDefinition Primary => Scores[0];

    /// <summary>Every set of tiers that accounts can be in by a score.</summary>
    public IEnumerable<TierScheme> SchemesOf(ScoreDefinition score) =>
        Segments.SelectMany(s => s.Scores).Where(s => s.Name == score.Name).Select(s => s.Tiers).Prepend(score.Tiers).Distinct();
}

/// <summary>A signal: what is measured, what it is worth and what happens when there is nothing to read.</summary>
public sealed record SignalDefinition
{
    public required string Name { get; init; }

    /// <summary>What people call it; the name with spaces where the model gives none.</summary>
    public required string Label { get; init; }

    public required Measure Measure { get; init; }

    /// <summary>Null for a signal that is only shown.</summary>
    public Curve? Curve { get; init; }

    public MissingPolicies Missing { get; init; } = MissingPolicies.InDimension;
}

/// <summary>A score: dimensions with weights, tiers and a trend.</summary>
public sealed record ScoreDefinition
{
    public required string Name { get; init; }

    public required ImmutableArray<DimensionDefinition> Dimensions { get; init; }

    public required TierScheme Tiers { get; init; }

    public required TrendDefinition Trend { get; init; }

    public TierStability Stability { get; init; } = TierStability.None;

    /// <summary>In the order in which they apply.</summary>
    public ImmutableArray<ScoreException> Exceptions { get; init; } = [];

    /// <summary>Share of nominal weight, 0 to 1, that must be observed; below it the tier is unknown.</summary>
    public required double MinimumCoverage { get; init; }

    /// <summary>The dimensions of all levels, each before those within it, in file order.</summary>
    public IEnumerable<PlacedDimension> AllDimensions() => PlacedDimension.Of(Dimensions, within: null);
}
