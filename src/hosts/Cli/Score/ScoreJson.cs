using System.Text.Json.Serialization;
using Mainstay.Cli.Explain;
using Mainstay.Core.Scores.Ledger;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Timelines;
using Mainstay.Core.Scores.Trends;
using Mainstay.Core.Signals;
using Mainstay.Runtime.Scoring;

namespace Mainstay.Cli.Score;

/// <summary>A report as JSON: the whole tree with its contributions, unrounded and as published.</summary>
public sealed record ReportJson(
    string AccountId,
    DateOnly AsOf,
    string Model,
    string ModelVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Segment,
    IReadOnlyList<ScoreJson> Scores,
    IReadOnlyList<SignalJson> Signals,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RejectedOverrideJson>? RejectedOverrides,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<RollupJson>? Rollups,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LedgerJson>? Ledgers)
{
    /// <summary>One per day; a parent that is not scored itself has a report with nothing but roll-ups.</summary>
    public static IEnumerable<ReportJson> Of(AccountTimeline timeline)
    {
        var rollups = timeline.Rollups.ToDictionary(r => r.Day);
        return timeline.Days
            .Select(d => Of(d, rollups: rollups.GetValueOrDefault(d.Day)))
            .Concat(timeline.Rollups.Where(r => timeline.Days.All(d => d.Day != r.Day)).Select(Of))
            .OrderBy(r => r.AsOf);
    }

    public static ReportJson Of(DatedRollups dated) => Of(dated, null);

    public static ReportJson Of(DatedRollups dated, IReadOnlyList<LedgerJson>? ledgers) =>
        new(dated.AccountId, dated.Day, dated.Model.Name, dated.Model.Version, null, [], [], null, RollupJson.Of(dated), ledgers);

    /// <param name="ledgers">Accounts of the change since a day; null when none was asked for.</param>
    public static ReportJson Of(DatedReport dated, IReadOnlyList<LedgerJson>? ledgers = null, DatedRollups? rollups = null) => new(
        dated.Report.AccountId,
        dated.Day,
        dated.Report.Model.Name,
        dated.Report.Model.Version,
        dated.Report.Segment?.Name,
        [.. dated.Report.Scores.Select((score, i) => ScoreJson.Of(score, dated.Trends[i]))],
        [.. dated.Report.Signals.Select(SignalJson.Of)],
        dated.Report.RejectedOverrides.IsEmpty ? null : [.. dated.Report.RejectedOverrides.Select(r => new RejectedOverrideJson(r.Id, r.Author, r.Because))],
        rollups is null ? null : RollupJson.Of(rollups),
        ledgers);
}

/// <summary>How a score or roll-up came from its published value on a day to today's; the lines add up to the change.</summary>
public sealed record LedgerJson(string Score, DateOnly Since, decimal From, decimal To, decimal Change, IReadOnlyList<LedgerLineJson> Lines)
{
    public static LedgerJson Of(ChangeLedger ledger, DateOnly since) => new(
        ledger.To.Definition.Name,
        since,
        ledger.From.Published!.Value,
        ledger.To.Published!.Value,
        ledger.Published,
        [.. ledger.Lines.Zip(ledger.PublishedLines(), (line, change) => new LedgerLineJson(LedgerText.Word(line.Cause), line.What, line.Before, line.After, change))]);

    /// <summary>Of a roll-up: what changed is an account, by its id.</summary>
    public static LedgerJson Of(RollupLedger ledger, DateOnly since) => new(
        ledger.To.Definition.Name,
        since,
        ledger.From.Published!.Value,
        ledger.To.Published!.Value,
        ledger.Published,
        [.. ledger.Lines.Zip(ledger.PublishedLines(), (line, change) => new LedgerLineJson(LedgerText.Word(line.Cause), line.AccountId, line.Before, line.After, change))]);
}

public sealed record LedgerLineJson(string Cause, string What, string Was, string Is, decimal Change);

public sealed record ScoreJson(
    string Name,
    double? Value,
    decimal? Published,
    string Tier,
    string Trend,
    double Coverage,
    IReadOnlyList<DimensionJson> Dimensions,
    IReadOnlyList<ExceptionJson> Exceptions,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OverrideJson? Override)
{
    public static ScoreJson Of(ScoreResult score, Trend trend)
    {
        var parts = score.PublishedParts();
        var next = 0;
        return new(
            score.Definition.Name,
            score.Value,
            score.Published,
            score.Tier.Name,
            trend.ToString().ToLowerInvariant(),
            score.Coverage,
            [.. score.Dimensions.Select(d => DimensionJson.Of(d, () => parts[next++]))],
            [.. score.Exceptions.Select(e => new ExceptionJson(e.Definition.Describe(), e.Definition.Because, e.Since, e.HasFired, parts[next++]))],
            score.Override is { } given ? OverrideJson.Of(given, parts[next]) : null);
    }
}

/// <summary>A score of a parent, with a line per account below; the contributions add up to the published value.</summary>
public sealed record RollupJson(string Name, double? Value, decimal? Published, string Tier, string Trend, double Coverage, IReadOnlyList<RollupLineJson> Lines)
{
    public static RollupJson[] Of(DatedRollups dated) =>
    [
        .. dated.Results.Select((r, i) => new RollupJson(
            r.Definition.Name, r.Value, r.Published, r.Tier.Name, dated.Trends[i].ToString().ToLowerInvariant(), r.Coverage,
            [.. r.Lines.Zip(r.PublishedParts(), (l, part) => new RollupLineJson(
                l.AccountId, l.Score.Value, l.Score.Tier.Name, l.NominalShare, l.IsWeightAssumed, l.Share, part, l.Lost))])),
    ];
}

public sealed record RollupLineJson(
    string Account, double? Value, string Tier, double NominalShare, bool IsWeightAssumed, double Share, decimal Contribution, double Lost);

/// <summary>What a person says of the score until a day, beside what the model says. Change is what it adds to the published score.</summary>
public sealed record OverrideJson(
    string Id, string Author, string Because, double? Value, string? Tier, DateOnly EndsOn, double? ByModel, string TierByModel, decimal Change)
{
    public static OverrideJson Of(OverrideResult result, decimal change) => new(
        result.Given.Id, result.Given.Author, result.Given.Reason, result.Given.Value, result.Given.Tier, result.Given.EndsOn, result.ByModel, result.TierByModel.Name, change);
}

/// <summary>An override that does not count, and why.</summary>
public sealed record RejectedOverrideJson(string Id, string? Author, string Because);

/// <summary>An exception, whether it fired or not; Change is what it adds to the published score.</summary>
public sealed record ExceptionJson(string Rule, string Because, DateOnly? Since, bool HasFired, decimal Change);

/// <summary>A dimension with its own signals as lines, or with the dimensions that it is made of.</summary>
public sealed record DimensionJson(
    string Name,
    double? Points,
    double Share,
    double? Coverage,
    IReadOnlyList<LineJson> Lines,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DimensionJson>? Dimensions)
{
    /// <param name="next">The contributions as published, in the order of the lines.</param>
    public static DimensionJson Of(DimensionResult dimension, Func<decimal> next) => new(
        dimension.Definition.Name,
        dimension.Points,
        dimension.Share,
        dimension.Coverage,
        [.. dimension.Lines.Select(line => new LineJson(
            line.Signal.Definition.Name, line.NominalShare, line.Share, line.Signal.Points, next(), line.Lost))],
        dimension.Dimensions.IsEmpty ? null : [.. dimension.Dimensions.Select(d => Of(d, next))]);
}

public sealed record LineJson(string Signal, double NominalShare, double Share, double? Points, decimal Contribution, double Lost);

public sealed record SignalJson(
    string Name,
    double? Value,
    string? Missing,
    string? Because,
    double? Points,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CarriedJson? Carried)
{
    public static SignalJson Of(SignalResult signal) => new(
        signal.Definition.Name,
        signal.Reading.ValueOrNull,
        signal.Reading is Reading.Missing missing ? Word(missing.Reason) : null,
        (signal.Reading as Reading.Missing)?.Because,
        signal.Points,
        signal.Carried is { } carried ? new CarriedJson(carried.Day, carried.Points) : null);

    private static string Word(MissingReason reason) => reason switch
    {
        MissingReason.Absent => "absent",
        MissingReason.Stale => "stale",
        MissingReason.NotApplicable => "not_applicable",
        MissingReason.Corrupt => "corrupt",
    };
}

/// <summary>The earlier reading that a signal's points come from, and what it was worth then.</summary>
public sealed record CarriedJson(DateOnly From, double Points);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ReportJson))]
public sealed partial class ReportJsonContext : JsonSerializerContext;
