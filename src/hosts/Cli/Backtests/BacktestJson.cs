using System.Text.Json.Serialization;
using Mainstay.Cli.Evidence;
using Mainstay.Core.Calibration.Backtests;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Runtime.Calibration;

namespace Mainstay.Cli.Backtests;

/// <summary>A backtest as JSON, numbers unrounded; what cannot be computed is null.</summary>
/// <param name="Churn">What counts as churn, in words.</param>
/// <param name="Skill">Whether the model tells churn beyond chance.</param>
/// <param name="Difference">Challenger less champion; null without a challenger, as are the two after it.</param>
/// <param name="Verdict">better, worse or no_difference: the challenger's.</param>
public sealed record BacktestJson(
    string Model,
    string ModelVersion,
    string Churn,
    bool Skill,
    string Reason,
    int Rows,
    int Churned,
    int ChurnedFamilies,
    int Unpaired,
    MetricsJson Metrics,
    BaselinesJson Baselines,
    string? ChallengerModel,
    string? ChallengerVersion,
    MetricsJson? Challenger,
    MetricsJson? Difference,
    string? Verdict,
    IReadOnlyList<BacktestDayJson> Days)
{
    public static BacktestJson Of(BacktestFindings findings)
    {
        var (champion, challenger, backtest) = findings;
        return new BacktestJson(
            champion.Model.Name,
            champion.Model.Version,
            champion.Plan.Churn.InWords,
            backtest.HasSkill,
            BacktestWords.Verdicts(findings).First(),
            backtest.Rows,
            backtest.Churned,
            backtest.ChurnedFamilies,
            backtest.Unpaired,
            MetricsJson.Of(backtest.Champion),
            new BaselinesJson(MetricsJson.Of(backtest.Prior)),
            challenger?.Model.Name,
            challenger?.Model.Version,
            backtest.Challenger is { } c ? MetricsJson.Of(c) : null,
            backtest.Difference is { } d ? MetricsJson.Of(d) : null,
            backtest.Difference is { } of ? BacktestWords.Word(of) : null,
            [.. backtest.Days.Select(BacktestDayJson.Of)]);
    }
}

public sealed record BaselinesJson(MetricsJson Prior);

public sealed record BacktestDayJson(DateOnly Day, int Rows, int Churned, DayMetricsJson Metrics, DayMetricsJson? Challenger)
{
    public static BacktestDayJson Of(BacktestDay day) => new(
        day.Day, day.Rows, day.Churned, DayMetricsJson.Of(day.Champion), day.Challenger is { } c ? DayMetricsJson.Of(c) : null);
}

public sealed record DayMetricsJson(double? RocAuc, double? PrAuc, double? Brier, double? LogLoss, double? Ece, double? LiftTopDecile)
{
    public static DayMetricsJson Of(MetricSet m)
    {
        return new DayMetricsJson(Number(m.RocAuc), Number(m.PrAuc), Number(m.Brier), Number(m.LogLoss), Number(m.Ece), Number(m.LiftTopDecile));

        static double? Number(double value) => double.IsFinite(value) ? value : null;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(BacktestJson))]
public sealed partial class BacktestJsonContext : JsonSerializerContext;
