using System.Text.Json.Serialization;
using Mainstay.Cli.Evidence;
using Mainstay.Core.Calibration.Watching;

namespace Mainstay.Cli.Watching;

/// <summary>Drift as JSON, numbers unrounded; what cannot be computed is null.</summary>
/// <param name="Churn">What counts as churn, in words.</param>
/// <param name="BaseRateEarlier">Share of accounts that churned in the first half of the days.</param>
/// <param name="BaseRateLater">In the second.</param>
/// <param name="CalibrationError">How far probabilities of the first half are off in the second, 0 to 1.</param>
public sealed record DriftJson(
    string Model,
    string ModelVersion,
    string Churn,
    DateOnly AsOf,
    int Accounts,
    double? ScorePsi,
    IntervalJson? BaseRateEarlier,
    IntervalJson? BaseRateLater,
    double? CalibrationError,
    DateOnly? CalibratedOn,
    IReadOnlyList<SignalDriftJson> Signals,
    IReadOnlyList<string> Warnings)
{
    public static DriftJson Of(Drift drift) => new(
        drift.Then.Model.Name,
        drift.Then.Model.Version,
        drift.Then.Plan.Churn.InWords,
        drift.Day,
        drift.Accounts,
        Number(drift.ScorePsi),
        IntervalJson.Of(drift.BaseRate.Earlier),
        IntervalJson.Of(drift.BaseRate.Later),
        drift.Reliability?.Error,
        drift.CalibratedOn,
        [.. drift.Signals.Select(s => new SignalDriftJson(s.Name, s.Weight, Number(s.Psi), s.CoverageThen, s.CoverageNow))],
        [.. drift.Warnings]);

    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}

public sealed record SignalDriftJson(string Signal, double Weight, double? Psi, double CoverageThen, double CoverageNow);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(DriftJson))]
public sealed partial class DriftJsonContext : JsonSerializerContext;
