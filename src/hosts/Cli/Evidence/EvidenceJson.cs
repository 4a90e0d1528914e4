using System.Text.Json.Serialization;
using Mainstay.Core.Calibration.Evidence;
using Mainstay.Core.Calibration.Leaks;
using Mainstay.Core.Calibration.Metrics;
using Mainstay.Runtime.Calibration;

namespace Mainstay.Cli.Evidence;

/// <summary>The evidence as JSON, numbers unrounded; what could not be computed is null.</summary>
/// <param name="Churn">What counts as churn, in words; null of a table.</param>
/// <param name="Rows">Observations, or rows of the table.</param>
/// <param name="Churned">Of them, those that churned.</param>
/// <param name="Score">The chance that one that stayed has the higher primary score; null of a table.</param>
public sealed record EvidenceJson(
    string? Model,
    string? ModelVersion,
    string? Churn,
    int Rows,
    int Churned,
    IntervalJson? Score,
    IReadOnlyList<SignalEvidenceJson> Evidence,
    IReadOnlyList<LeakJson> Leaks,
    IReadOnlyList<HelpJson> Interventions)
{
    public static EvidenceJson Of(EvidenceFindings findings) => new(
        findings.Set?.Model.Name,
        findings.Set?.Model.Version,
        findings.Set?.Plan.Churn.InWords,
        findings.Table.Rows,
        findings.Table.Positives,
        IntervalJson.Of(findings.Score),
        [.. findings.Signals.Select(SignalEvidenceJson.Of)],
        [.. findings.Leaks.Select(LeakJson.Of)],
        [.. findings.Helped.Select(HelpJson.Of)]);
}

/// <param name="Mean">The estimate.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record IntervalJson(double Mean, double Low, double High)
{
    public static IntervalJson? Of(Interval? interval) => interval is { } i && !double.IsNaN(i.Mean) ? new IntervalJson(i.Mean, i.Low, i.High) : null;
}

/// <param name="Auc">The chance that one that churned has the higher value.</param>
/// <param name="AucAnyShape">The same by whatever shape the values have, fitted on other accounts.</param>
/// <param name="AucPoints">The chance that one that stayed has more points by the model's curve.</param>
/// <param name="AucLeftAlone">The same among accounts that nothing was done about.</param>
public sealed record SignalEvidenceJson(
    string Signal,
    string Verdict,
    string Reason,
    int Rows,
    int Observed,
    int Churned,
    int Stayed,
    double Coverage,
    DistributionJson? Distribution,
    string MostFrequent,
    double MostFrequentShare,
    bool Differentiates,
    IntervalJson? Auc,
    IntervalJson? AucAnyShape,
    IntervalJson? AucPoints,
    IntervalJson? AucLeftAlone,
    string Direction,
    string? DirectionAssumed,
    double? Weight,
    double? EvidenceShare,
    double? PValue,
    double? QValue,
    double InformationValue,
    double? Psi,
    IReadOnlyList<string> Alike,
    IReadOnlyList<EvidenceBinJson> Bins)
{
    public static SignalEvidenceJson Of(SignalEvidence e) => new(
        e.Name,
        EvidenceWords.Of(e.Verdict),
        e.Because,
        e.Rows,
        e.Observed,
        e.Churned,
        e.Stayed,
        e.Coverage,
        e.Distribution is { } d ? new DistributionJson(d.Least, d.Quarter, d.Median, d.ThreeQuarters, d.Greatest, d.Mean, d.Deviation) : null,
        e.MostFrequent,
        e.MostFrequentShare,
        e.Differs,
        IntervalJson.Of(e.Auc),
        IntervalJson.Of(e.AnyShape),
        IntervalJson.Of(e.Points),
        IntervalJson.Of(e.LeftAlone),
        EvidenceWords.Of(e.Found),
        e.Assumed is { } assumed ? EvidenceWords.Of(assumed) : null,
        e.Weight,
        e.Share,
        Number(e.PValue),
        Number(e.QValue),
        e.InformationValue,
        e.Psi is { } psi ? Number(psi) : null,
        e.Alike,
        [.. e.Bins.Select(b => new EvidenceBinJson(b.Label, b.IsMissing, Number(b.Low), Number(b.High), b.Rows, b.Churned, IntervalJson.Of(b.Rate), b.WeightOfEvidence))]);

    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}

public sealed record DistributionJson(double Min, double Q25, double Median, double Q75, double Max, double Mean, double Sd);

public sealed record EvidenceBinJson(string Label, bool IsMissing, double? Low, double? High, int Rows, int Churned, IntervalJson? Rate, double WeightOfEvidence);

public sealed record LeakJson(string Signal, string Kind, string Reason)
{
    public static LeakJson Of(Leak leak) => new(leak.Signal, EvidenceWords.Of(leak.Kind), leak.Because);
}

/// <param name="Helped">Share that churned of those that something was done about.</param>
/// <param name="LeftAlone">Share that churned of the others.</param>
public sealed record HelpJson(string Tier, int HelpedRows, IntervalJson? Helped, int LeftAloneRows, IntervalJson? LeftAlone)
{
    public static HelpJson Of(HelpEffect effect) => new(
        effect.Tier.Name, effect.HelpedRows, IntervalJson.Of(effect.Helped), effect.LeftAloneRows, IntervalJson.Of(effect.LeftAlone));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(EvidenceJson))]
public sealed partial class EvidenceJsonContext : JsonSerializerContext;
