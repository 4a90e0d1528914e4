using System.Text.Json.Serialization;
using Mainstay.Cli.Evidence;
using Mainstay.Core.Calibration.Retrospects;

namespace Mainstay.Cli.Retrospects;

/// <summary>A retrospective as JSON, numbers unrounded; what cannot be computed is null.</summary>
/// <param name="Churn">What counts as churn, in words.</param>
public sealed record RetrospectiveJson(
    string Model,
    string ModelVersion,
    string Churn,
    DateOnly From,
    DateOnly To,
    int Observations,
    int Churned,
    IntervalJson? Auc,
    double? MeanScoreOfStayed,
    IReadOnlyList<MeanBeforeJson> MeanScoreBeforeChurn,
    IReadOnlyDictionary<string, int> Trajectories,
    ShareJson BelowGreen,
    WarnedJson FirstRed,
    double? ShareGreen,
    IReadOnlyList<TierRecordJson> Tiers,
    IReadOnlyList<DimensionJson> Dimensions,
    IReadOnlyList<GainJson> Gain,
    ReliabilityJson? Reliability,
    IReadOnlyList<AcceptanceJson> Acceptance,
    IReadOnlyList<ChurnedJson> ChurnedAccounts)
{
    public static RetrospectiveJson Of(Retrospective r) => new(
        r.Set.Model.Name,
        r.Set.Model.Version,
        r.Set.Plan.Churn.InWords,
        r.From,
        r.To,
        r.Set.Rows.Length,
        r.Set.Churned,
        IntervalJson.Of(r.Auc),
        Number(r.MeanOfStayed),
        [.. r.MeansBefore.Select(m => new MeanBeforeJson(m.Days, Number(m.Mean), m.Scored))],
        Enum.GetValues<TrajectoryShape>().ToDictionary(Word, shape => r.Churned.Count(c => c.Trajectory.Shape == shape), StringComparer.Ordinal),
        new ShareJson(IntervalJson.Of(r.BelowGreen.Share), r.BelowGreen.Of),
        new WarnedJson(Number(r.WarnedDays.Median), r.WarnedDays.Of),
        Number(r.ShareGreen),
        [.. r.Tiers.Select(TierRecordJson.Of)],
        [.. r.Dimensions.Select(d => new DimensionJson(d.Path, IntervalJson.Of(d.Auc)))],
        [.. r.Gains.Select(g => new GainJson(g.Book, g.Caught, Number(g.Lift)))],
        r.Reliability is { } reliability ? new ReliabilityJson(reliability.Error, [.. reliability.Points.Select(p => new ReliabilityPointJson(p.Foretold, IntervalJson.Of(p.Came), p.Rows))]) : null,
        [.. Core.Calibration.Retrospects.Acceptance.Of(r).Select(a => new AcceptanceJson(a.Claim, a.Holds, a.Found))],
        [.. r.Churned.Select(ChurnedJson.Of)]);

    internal static double? Number(double value) => double.IsFinite(value) ? value : null;

    internal static string Word(TrajectoryShape shape) => shape switch
    {
        TrajectoryShape.Unknown => "unknown",
        TrajectoryShape.Flat => "flat",
        TrajectoryShape.SteadyDecline => "steady_decline",
        TrajectoryShape.SuddenDrop => "sudden_drop",
        TrajectoryShape.Rising => "rising",
    };
}

public sealed record MeanBeforeJson(int Days, double? Mean, int Scored);

public sealed record ShareJson(IntervalJson? Share, int Of);

/// <param name="MedianDays">Days between the first red and the end.</param>
/// <param name="Of">How many were red in the 180 days before.</param>
public sealed record WarnedJson(double? MedianDays, int Of);

public sealed record TierRecordJson(
    string Tier, int Severity, int Observations, IntervalJson? Churned, double? Multiple, IntervalJson? Expanded, int ExpandedObservations, double ShareOfDays, double? MedianStayDays, IReadOnlyList<SurvivalJson> Survival)
{
    public static TierRecordJson Of(TierRecord t) => new(
        t.Tier.Name, t.Tier.Severity, t.Rows, IntervalJson.Of(t.Churned), RetrospectiveJson.Number(t.Multiple), IntervalJson.Of(t.Expanded), t.ExpandedRows, t.ShareOfDays, t.MedianStay,
        [.. t.Survival.Select(s => new SurvivalJson(s.Day, s.AtRisk, s.Left, IntervalJson.Of(s.Share)))]);
}

public sealed record SurvivalJson(int Day, int AtRisk, int Left, IntervalJson? Share);

public sealed record DimensionJson(string Dimension, IntervalJson? Auc);

public sealed record GainJson(double Book, double Caught, double? Lift);

public sealed record ReliabilityJson(double Error, IReadOnlyList<ReliabilityPointJson> Points);

public sealed record ReliabilityPointJson(double Foretold, IntervalJson? Came, int Rows);

public sealed record AcceptanceJson(string Claim, bool? Holds, string Found);

/// <param name="Scores">90, 60 and 30 days before the end.</param>
/// <param name="Missed">Whether it stood in the best tier 60 or 30 days before; then the lists after it say what was seen.</param>
public sealed record ChurnedJson(
    string AccountId,
    string Name,
    string? Owner,
    double? Arr,
    DateOnly Day,
    string? Reason,
    string? Comment,
    IReadOnlyList<double?> Scores,
    IReadOnlyList<string?> Tiers,
    string Trajectory,
    double? Change,
    int? FirstRedDays,
    bool Missed,
    IReadOnlyList<string> Drivers,
    IReadOnlyList<string> Fell,
    IReadOnlyList<string> Blind,
    IReadOnlyDictionary<string, int> Facts)
{
    public static ChurnedJson Of(ChurnedAccount c) => new(
        c.Company.AccountId,
        c.Company.Name,
        c.Company.Owner,
        c.Company.Arr,
        c.Day,
        c.Reason,
        c.Comment,
        [.. c.Before.Select(RetrospectiveJson.Number)],
        [.. c.Tiers.Select(t => t?.Name)],
        RetrospectiveJson.Word(c.Trajectory.Shape),
        RetrospectiveJson.Number(c.Trajectory.Change),
        c.WarnedDays,
        c.WasMissed,
        [.. c.Drivers.Select(d => d.ToString())],
        c.Fell,
        c.Blind,
        c.Facts.ToDictionary(f => f.Kind.Name, f => f.Count, StringComparer.Ordinal));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(RetrospectiveJson))]
public sealed partial class RetrospectiveJsonContext : JsonSerializerContext;
