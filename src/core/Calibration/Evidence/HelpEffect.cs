using System.Collections.Immutable;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Observing;
using Mainstay.Core.Scores.Models;

namespace Mainstay.Core.Calibration.Evidence;

/// <summary>
/// How those that were helped fared beside those left alone, by the tier they were in. Who is helped is chosen, not drawn by
/// lot: the difference shows how far what we did bends the evidence, not what it is worth.
/// </summary>
/// <param name="Tier">The tier on the asOf day.</param>
/// <param name="Helped">Share that churned of rows that something was done about, with Wilson's band.</param>
/// <param name="HelpedRows">How many they are.</param>
/// <param name="LeftAlone">Share that churned of the others.</param>
/// <param name="LeftAloneRows">How many they are.</param>
public sealed record HelpEffect(Tier Tier, Interval Helped, int HelpedRows, Interval LeftAlone, int LeftAloneRows)
{
    /// <summary>Whether fewer of the helped churned, beyond what both bands allow for chance.</summary>
    public bool IsSaving => HelpedRows > 0 && LeftAloneRows > 0 && Helped.High < LeftAlone.Low;

    /// <summary>Best tier first; empty where nothing was done about any account.</summary>
    public static ImmutableArray<HelpEffect> Of(ObservationSet set) => !set.HasInterventions
        ? []
        :
        [
            .. set.Rows.GroupBy(r => r.Tier.Name, StringComparer.Ordinal).OrderBy(t => t.First().Tier is { IsUnknown: true } ? int.MaxValue : t.First().Tier.Severity).Select(tier => new HelpEffect(
                tier.First().Tier,
                Interval.OfRate(tier.Count(r => r.WasHelped && r.HasChurned), tier.Count(r => r.WasHelped)),
                tier.Count(r => r.WasHelped),
                Interval.OfRate(tier.Count(r => !r.WasHelped && r.HasChurned), tier.Count(r => !r.WasHelped)),
                tier.Count(r => !r.WasHelped))),
        ];
}
