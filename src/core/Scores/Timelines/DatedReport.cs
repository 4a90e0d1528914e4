using System.Collections.Immutable;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Trends;
using Mainstay.Core.Signals;

namespace Mainstay.Core.Scores.Timelines;

/// <summary>A report together with what only the days before it can tell: the trend of each of its scores, and so the names of its tiers.</summary>
public sealed record DatedReport(DateOnly Day, ScoreReport Report, ImmutableArray<Trend> Trends)
{
    /// <summary>The trend of the primary score.</summary>
    public Trend Trend => Trends[0];

    /// <summary>One per score of the report, in the model's order.</summary>
    /// <param name="input">Of the account and day; null where it is not kept.</param>
    public IEnumerable<ScoreSnapshot> Snapshots(long? input = null) => Report.Scores.Select((score, i) => new ScoreSnapshot
    {
        AccountId = Report.AccountId,
        Day = Day,
        Point = Report.Point,
        Model = Report.Model.Name,
        ModelVersion = Report.Model.Version,
        Score = score.Definition.Name,
        Value = score.Value,
        Tier = score.Tier.Name,
        Severity = score.Tier.Severity,
        Trend = Trends[i],
        Coverage = score.Coverage,
        Drivers = Driver.Of(score, most: 3),
        Dimensions = [.. score.Definition.AllDimensions().Zip(score.AllDimensions(), (placed, d) => new DimensionPoints(placed.Path, d.Points))],
        Signals = [.. Report.Signals.Select(s => new SignalPoints(
            s.Definition.Name, s.Reading.ValueOrNull, (s.Reading as Reading.Missing)?.Reason, s.Points))],
        Override = OverriddenPoints.Of(score.Override),
        Segment = Report.Segment?.Name,
        Input = input,
    });

    /// <param name="report">As evaluated: its tiers do not know of a trend yet.</param>
    public static DatedReport Of(DateOnly day, ScoreReport report, ImmutableArray<Trend> trends) => new(
        day,
        report.Scores.Any(s => s.Tier.ByTrend is not null || s.TierByModel.ByTrend is not null)
            ? report with { Scores = [.. report.Scores.Zip(trends, Under)] }
            : report,
        trends);

    private static ScoreResult Under(ScoreResult score, Trend trend) => score with
    {
        Tier = score.Tier.Under(trend),
        Override = score.Override is { } given ? given with { TierByModel = given.TierByModel.Under(trend) } : null,
    };
}
