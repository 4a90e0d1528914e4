using System.Collections.Immutable;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
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

    /// <summary>One per roll-up; what costs it the most are the accounts below.</summary>
    public IEnumerable<ScoreSnapshot> Snapshots() => Results.Select((result, i) => new ScoreSnapshot
    {
        AccountId = AccountId,
        Day = Day,
        Point = Point,
        Model = Model.Name,
        ModelVersion = Model.Version,
        Score = result.Definition.Name,
        Value = result.Value,
        Tier = result.Tier.Name,
        Severity = result.Tier.Severity,
        Trend = Trends[i],
        Coverage = result.Coverage,
        Drivers = result.Drivers(most: 3),
        Dimensions = [],
        Signals = [],
        Input = Input,
    });
}
