using System.Text.Json.Serialization;
using Mainstay.Cli.Evidence;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Runtime.Calibration;

namespace Mainstay.Cli.Calibrate;

/// <summary>A calibration as JSON, numbers unrounded: schemas/calibration.schema.json describes it.</summary>
/// <param name="Skill">Whether the model may be said to foretell the outcome.</param>
/// <param name="Reason">Why, as a sentence.</param>
/// <param name="Metrics">On rows that were not learned from; null when there was too little to try.</param>
/// <param name="Proposal">Null without skill.</param>
public sealed record CalibrationJson(
    bool Skill,
    string Reason,
    string Source,
    string Outcome,
    int Rows,
    int Churned,
    double BaseRate,
    string Method,
    ValidationJson Validation,
    MetricsJson? Metrics,
    BaselinesJson Baselines,
    IntervalJson? BetterThanCurrent,
    IReadOnlyList<CalibrationBinJson> Calibration,
    IReadOnlyList<SignalEvidenceJson> Evidence,
    IReadOnlyList<LeakJson> Leaks,
    ProposalJson? Proposal)
{
    public static CalibrationJson Of(CalibrationFindings findings)
    {
        var (plan, result) = (findings.Plan, findings.Result);
        return new CalibrationJson(
            result.Claim.HasSkill,
            result.Claim.Reason,
            findings.Input.Source,
            findings.Input.Outcome,
            plan.Table.Rows,
            plan.Table.Positives,
            plan.Table.BaseRate,
            LearnedWords.Of(plan.Method),
            ValidationJson.Of(plan),
            Metrics(result.Metrics),
            new BaselinesJson(Metrics(result.Prior), Metrics(result.Single), Metrics(result.Current)),
            IntervalJson.Of(result.BetterThanCurrent),
            [.. result.Bins.Select(bin => new CalibrationBinJson(bin.Rows, bin.Events, bin.Predicted, IntervalJson.Of(bin.Observed)!))],
            [.. findings.Evidence.Signals.Select(SignalEvidenceJson.Of)],
            [.. findings.Evidence.Leaks.Select(LeakJson.Of)],
            ProposalJson.Of(findings));

        static MetricsJson? Metrics(MetricIntervals? of) => of is null ? null : MetricsJson.Of(of);
    }
}

/// <param name="Kind">cross_validation, walk_forward or test_table.</param>
/// <param name="TestRows">Of the test table; null without one.</param>
public sealed record ValidationJson(string Kind, int? Folds, int? Repeats, int? TestRows, ulong Seed)
{
    public static ValidationJson Of(CalibrationPlan plan) => plan switch
    {
        { Test: { } test } => new ValidationJson("test_table", null, null, test.Rows, plan.Seed),
        { ForwardDays: not null } => new ValidationJson("walk_forward", null, null, null, plan.Seed),
        _ => new ValidationJson("cross_validation", plan.Folds, plan.Repeats, null, plan.Seed),
    };
}

/// <param name="Prior">The base rate for everybody.</param>
/// <param name="BestSingleSignal">Chosen on the same rows as the model was learned from.</param>
/// <param name="CurrentModel">Today's score; null where none was named.</param>
public sealed record BaselinesJson(MetricsJson? Prior, MetricsJson? BestSingleSignal, MetricsJson? CurrentModel);

/// <param name="Predicted">Mean probability of the rows.</param>
/// <param name="Observed">Their rate.</param>
public sealed record CalibrationBinJson(int Rows, int Churned, double Predicted, IntervalJson Observed);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(CalibrationJson))]
public sealed partial class CalibrationJsonContext : JsonSerializerContext;
