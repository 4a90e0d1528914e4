using System.Text.Json;
using System.Text.Json.Serialization;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Core.Calibration.Watching;

namespace Mainstay.Runtime.Watching;

/// <summary>Drift as it is printed, kept and sent: numbers unrounded, what cannot be computed null.</summary>
/// <param name="Churn">What counts as churn, in words.</param>
/// <param name="AsOf">The day that was looked at.</param>
/// <param name="Accounts">Scored on the day.</param>
/// <param name="ScorePsi">How far the distribution of the score has moved.</param>
/// <param name="BaseRateEarlier">Share of accounts that churned in the first half of the days.</param>
/// <param name="BaseRateLater">In the second.</param>
/// <param name="CalibrationError">How far probabilities of the first half are off in the second, 0 to 1.</param>
/// <param name="CalibratedOn">Null where the model never was, as far as anybody says.</param>
/// <param name="PublishedOn">Null where it is not known.</param>
/// <param name="Signals">In the order of the model.</param>
/// <param name="Warnings">What calls for a look, a sentence each.</param>
public sealed record DriftReport(
    string Model,
    string ModelVersion,
    string Churn,
    DateOnly AsOf,
    int Accounts,
    double? ScorePsi,
    Interval? BaseRateEarlier,
    Interval? BaseRateLater,
    double? CalibrationError,
    DateOnly? CalibratedOn,
    DateOnly? PublishedOn,
    IReadOnlyList<DriftedSignal> Signals,
    IReadOnlyList<string> Warnings)
{
    public static DriftReport Of(Drift drift) => new(
        drift.Then.Model.Name,
        drift.Then.Model.Version,
        drift.Then.Plan.Churn.InWords,
        drift.Day,
        drift.Accounts,
        Number(drift.ScorePsi),
        Rate(drift.BaseRate.Earlier),
        Rate(drift.BaseRate.Later),
        drift.Reliability?.Error,
        drift.CalibratedOn,
        drift.PublishedOn,
        [.. drift.Signals.Select(s => new DriftedSignal(s.Name, s.Weight, Number(s.Psi), Number(s.Q), DriftedSignal.Words(s.Movement), s.CoverageThen, s.CoverageNow))],
        [.. drift.Warnings]);

    public string ToJson() => JsonSerializer.Serialize(this, DriftReportJson.Default.DriftReport);

    public static DriftReport Read(string json) => JsonSerializer.Deserialize(json, DriftReportJson.Default.DriftReport)!;

    private static double? Number(double value) => double.IsFinite(value) ? value : null;

    private static Interval? Rate(Interval rate) => double.IsNaN(rate.Mean) ? null : rate;
}

/// <param name="Weight">Its share of the primary score, 0 to 1.</param>
/// <param name="Psi">How far its distribution has moved; from 0.25 on it is another one.</param>
/// <param name="Q">The chance of so great an index in a world that has not moved, corrected for how many signals there are.</param>
/// <param name="Moved">moved, moved far, may be chance; null where it has not.</param>
/// <param name="CoverageThen">Share of rows with a reading, 0 to 1, on the days that the model is judged by.</param>
/// <param name="CoverageNow">The same on the day that was looked at.</param>
public sealed record DriftedSignal(string Signal, double Weight, double? Psi, double? Q, string? Moved, double CoverageThen, double CoverageNow)
{
    public static string? Words(Movement movement) => movement switch
    {
        Movement.None => null,
        Movement.MayBeChance => "may be chance",
        Movement.Some => "moved",
        Movement.Far => "moved far",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(DriftReport))]
internal sealed partial class DriftReportJson : JsonSerializerContext;
