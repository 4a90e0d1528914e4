using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Core.Scores.Rollups;

/// <summary>The roll-ups of one account on one day.</summary>
/// <param name="Results">In the model's order; those for which no account below is scored are left out.</param>
/// <param name="Trends">One per result.</param>
public sealed record DatedRollups(
    string AccountId, DateOnly Day, PointInTime Point, HealthModel Model, ImmutableArray<RollupResult> Results, ImmutableArray<Trend> Trends)
{
    /// <summary>A number for all that the evaluation of the accounts in the lines could see; null where it is not kept.</summary>
    public long? Input { get; init; }
}
