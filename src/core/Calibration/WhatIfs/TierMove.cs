using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;

namespace Mainstay.Core.Calibration.WhatIfs;

/// <summary>What another model makes of an account on a day. A tier is null where that model does not score the account.</summary>
/// <param name="Before">The primary score by the model in use, 0 to 100; null where there is none.</param>
/// <param name="After">By the other model.</param>
/// <param name="Why">What costs it most by the other model.</param>
public sealed record TierMove(
    CompanyProfile Company, double? Before, Tier? TierBefore, double? After, Tier? TierAfter, ImmutableArray<Driver> Why)
{
    /// <summary>What a tier is called where there is none.</summary>
    public const string NotScored = "not scored";

    public string From => TierBefore?.Name ?? NotScored;

    public string To => TierAfter?.Name ?? NotScored;

    /// <summary>Above 0 for the worse; 0 where the tier stays, or one of the two cannot be told.</summary>
    public int Worse => TierBefore is { IsUnknown: false } before && TierAfter is { IsUnknown: false } after ? after.Severity - before.Severity : 0;

    public bool Changes => From != To;
}
