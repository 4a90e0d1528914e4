using Mainstay.Core.Calibration.Metrics;

namespace Mainstay.Cli.Evidence;

/// <summary>Each with its 95 % interval; null where it cannot be computed.</summary>
public sealed record MetricsJson(IntervalJson? RocAuc, IntervalJson? PrAuc, IntervalJson? Brier, IntervalJson? LogLoss, IntervalJson? Ece, IntervalJson? LiftTopDecile)
{
    public static MetricsJson Of(MetricIntervals m) => new(
        IntervalJson.Of(m.RocAuc), IntervalJson.Of(m.PrAuc), IntervalJson.Of(m.Brier), IntervalJson.Of(m.LogLoss), IntervalJson.Of(m.Ece), IntervalJson.Of(m.LiftTopDecile));
}
