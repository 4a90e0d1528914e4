using System.Collections.Immutable;
using System.Globalization;
using Mainstay.Core.Scores.Curves;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Trends;

namespace Mainstay.Cli.Models;

/// <summary>One thing that a model says, in words that two models can be compared by.</summary>
/// <param name="Part">What it is said of: "model", "score health", "signal overdue".</param>
/// <param name="Name">What is said: "curve", "weight in health".</param>
/// <param name="Words">As a person would say it.</param>
/// <param name="Percent">The share of the whole that the words tell, 0 to 100; null where they tell none.</param>
/// <param name="Knots">The corners of a curve; empty where there are none to compare.</param>
public sealed record ModelAspect(string Part, string Name, string Words, double? Percent = null, ImmutableArray<Knot> Knots = default);

/// <summary>Takes a compiled model apart into what it says, in the order of the file.</summary>
public static class ModelAspects
{
    public static IEnumerable<ModelAspect> Of(HealthModel model) =>
    [
        new("model", "name", model.Name),
        new("model", "about", model.About),
        new("model", "calibrated", model.CalibratedOn is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "never"),
        new("model", "who is scored", Eligibility(model)),
        new("model", "overrides", model.Overrides.Describe()),
        .. model.Scores.SelectMany(Score),
        .. model.Rollups.SelectMany(Rollup),
        .. model.Signals.SelectMany(signal => Signal(model, signal)),
        .. model.Segments.SkipLast(1).SelectMany((segment, i) => Segment(model, segment, i)),
    ];

    /// <summary>What a segment has otherwise than the model, each with the model's own words.</summary>
    public static IEnumerable<(ModelAspect Here, ModelAspect? Elsewhere)> Differences(HealthModel model, Segment segment)
    {
        var elsewhere = Of(model with { Segments = [] }).ToDictionary(a => (a.Part, a.Name));
        return Of(model with { Segments = [], Signals = segment.Signals, Scores = segment.Scores })
            .Select(here => (Here: here, Elsewhere: elsewhere.GetValueOrDefault((here.Part, here.Name))))
            .Where(pair => pair.Here.Words != pair.Elsewhere?.Words);
    }

    public static string Eligibility(HealthModel model) =>
        model.Eligible.IsEmpty ? "every account" : "accounts with " + string.Join(" and ", model.Eligible.Select(e => e.Describe()));

    public static string Tiers(TierScheme scheme) =>
        string.Join(", ", scheme.Tiers.Select((t, i) => string.Create(CultureInfo.InvariantCulture, $"{t.Name} from {t.From}{Severity(t, i)}{ByTrend(t)}")));

    // Said where it is not what the place in the list says.
    private static string Severity(Tier tier, int place) =>
        tier.Severity == place ? "" : string.Create(CultureInfo.InvariantCulture, $", severity {tier.Severity}");

    private static string ByTrend(Tier tier) => tier.ByTrend is null ? "" : $" ({string.Join(
        ", ",
        Enum.GetValues<Trend>().Where(t => tier.ByTrend.Of(t) is not null).Select(t => $"{tier.ByTrend.Of(t)} while {t.ToString().ToLowerInvariant()}"))})";

    public static string TrendOf(TrendDefinition trend) => string.Create(
        CultureInfo.InvariantCulture, $"over {trend.WindowDays} days, stable within {trend.DeadBand} points");

    public static string Stability(TierStability stability) => string.Create(
        CultureInfo.InvariantCulture, $"a better tier {stability.Hysteresis} points above its bound, a new one after {stability.ConfirmReadings} daily readings");

    public static string Exception(ScoreException exception) => $"{exception.Describe()}: {exception.Because}";

    public static string Combined(DimensionDefinition dimension) => dimension.Combine switch
    {
        Combination.Mean => $"the weighted mean of its {(dimension.Dimensions.IsEmpty ? "signals" : "dimensions")}",
        Combination.Min => $"its worst {(dimension.Dimensions.IsEmpty ? "signal" : "dimension")}",
        Combination.Max => $"its best {(dimension.Dimensions.IsEmpty ? "signal" : "dimension")}",
    };

    /// <summary>"12.5 %", with as many decimals as tell it, at most one.</summary>
    public static string Percent(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.#} %");

    /// <summary>The signals of a score with their nominal shares: percent of the dimension they stand in, and of the score.</summary>
    public static IEnumerable<(PlacedDimension Dimension, SignalDefinition Signal, double OfDimension, double OfScore)> Shares(ScoreDefinition score)
    {
        foreach (var dimension in score.AllDimensions())
        {
            var ofSignals = dimension.Definition.Signals.Sum(s => s.Weight);
            foreach (var (signal, weight) in dimension.Definition.Signals)
            {
                yield return (dimension, signal, 100 * weight / ofSignals, 100 * dimension.Share * weight / ofSignals);
            }
        }
    }

    private static IEnumerable<ModelAspect> Segment(HealthModel model, Segment segment, int place)
    {
        var part = $"segment {segment.Name}";
        return
        [
            new(part, "place", string.Create(CultureInfo.InvariantCulture, $"{place + 1} of {model.Segments.Length - 1}, the first that fits")),
            new(part, "who is in it", segment.Describe()),
            .. Differences(model, segment).Select(pair => pair.Here with { Part = part, Name = $"{pair.Here.Part}: {pair.Here.Name}" }),
        ];
    }

    private static IEnumerable<ModelAspect> Score(ScoreDefinition score)
    {
        var part = $"score {score.Name}";
        return
        [
            new(part, "tiers", Tiers(score.Tiers)),
            .. score.Stability.HasMemory ? [new ModelAspect(part, "tier changes", Stability(score.Stability))] : Array.Empty<ModelAspect>(),
            new(part, "trend", TrendOf(score.Trend)),
            new(part, "least coverage", Percent(100 * score.MinimumCoverage)),
            .. score.AllDimensions().Select(d => new ModelAspect(part, $"weight of {d.Path}", Percent(100 * d.ShareOfParent), 100 * d.ShareOfParent)),
            .. score.AllDimensions().Where(d => d.Definition.Combine != Combination.Mean).Select(d => new ModelAspect(part, $"{d.Path} is", Combined(d.Definition))),
            .. score.Exceptions.Select((e, i) => new ModelAspect(part, string.Create(CultureInfo.InvariantCulture, $"exception {i + 1}"), Exception(e))),
        ];
    }

    private static IEnumerable<ModelAspect> Rollup(RollupDefinition rollup) =>
    [
        new($"roll-up {rollup.Name}", "is", rollup.Describe()),
        new($"roll-up {rollup.Name}", "tiers", Tiers(rollup.Tiers)),
    ];

    private static IEnumerable<ModelAspect> Signal(HealthModel model, SignalDefinition signal)
    {
        var part = $"signal {signal.Name}";
        return
        [
            new(part, "label", signal.Label),
            new(part, "measure", signal.Measure.Describe()),
            .. signal.Curve is { } curve ? [new ModelAspect(part, "curve", curve.Describe(), Knots: curve is Curve.PiecewiseLinear linear ? linear.Knots : [])] : Array.Empty<ModelAspect>(),
            new(part, "when missing", signal.Missing.Describe()),
            .. model.Scores
                .SelectMany(score => Shares(score).Where(s => ReferenceEquals(s.Signal, signal) && s.Dimension.Share > 0).Select(s => (Place: $"{score.Name}/{s.Dimension.Path}", Percent: s.OfDimension)))
                // Within its dimension: a dimension that gives way moves every share of the whole, and is told once.
                .Select(s => new ModelAspect(part, $"weight in {s.Place}", Percent(s.Percent), s.Percent)),
        ];
    }
}
