using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Scores.Rollups;
using Mainstay.Core.Scores.Trends;
using Mainstay.Core.Signals;
using Mainstay.Runtime.Explaining;
using Mainstay.Web.Accounts;

namespace Mainstay.Web.Api.Scores;

/// <summary>Why an account has its scores: the same evaluation over the same facts once more.</summary>
/// <param name="Segment">The segment it is scored as; null in a model without.</param>
/// <param name="Scores">Empty for a parent that is not scored itself.</param>
/// <param name="Signals">What the model reads, in its order.</param>
/// <param name="Rollups">Scores of a parent out of those of the accounts below; empty where there are none.</param>
/// <param name="RejectedOverrides">What people say instead, but not in a way that counts.</param>
public sealed record ExplanationBody(
    string AccountId, string Name, DateOnly Day, string Model, string ModelVersion, string? Segment,
    IReadOnlyList<ExplainedScoreBody> Scores, IReadOnlyList<ExplainedSignalBody> Signals, IReadOnlyList<RejectedOverrideBody> RejectedOverrides,
    IReadOnlyList<ExplainedRollupBody> Rollups)
{
    /// <param name="explained">Null for a parent that is not scored itself.</param>
    /// <param name="family">Null where it has no relatives.</param>
    /// <returns>Null where there is neither.</returns>
    public static ExplanationBody? Of(AccountExplanation? explained, FamilyExplanation? family) => (explained, family?.Rollups) switch
    {
        ({ } own, var rollups) => Of(own, rollups),
        (null, { } rollups) => new(
            rollups.AccountId, family!.Company.Name, rollups.Day, rollups.Model.Name, rollups.Model.Version, Segment: null, [], [], [], ExplainedRollupBody.Of(rollups)),
        _ => null,
    };

    private static ExplanationBody Of(AccountExplanation explained, DatedRollups? rollups)
    {
        var (dated, report) = (explained.Dated, explained.Dated.Report);
        return new(
            report.AccountId, explained.Company.Name, dated.Day, report.Model.Name, report.Model.Version, report.Segment?.Name,
            [.. report.Scores.Select((score, i) => ExplainedScoreBody.Of(score, dated.Trends[i]))],
            [.. report.Signals.Select(ExplainedSignalBody.Of)],
            [.. report.RejectedOverrides.Select(r => new RejectedOverrideBody(r.Id, r.Author, r.Because))],
            rollups is null ? [] : ExplainedRollupBody.Of(rollups));
    }
}

/// <summary>A score with its lines. All contributions and changes add up to `published`, to the last digit.</summary>
/// <param name="Value">0 to 100, unrounded; null when nothing was known.</param>
/// <param name="Published">The value to four places.</param>
/// <param name="OverrideChange">What a person's override adds to it; 0 where there is none.</param>
public sealed record ExplainedScoreBody(
    string Score, double? Value, decimal? Published, string Tier, string Trend, double Coverage,
    IReadOnlyList<ExplainedDimensionBody> Dimensions, IReadOnlyList<ExplainedExceptionBody> Exceptions, OverriddenBody? Override, decimal OverrideChange)
{
    public static ExplainedScoreBody Of(ScoreResult score, Trend trend)
    {
        var explained = Explanation.Of(score);
        return new(
            score.Definition.Name, score.Value, score.Published, score.Tier.Name, trend.ToString().ToLowerInvariant(), score.Coverage,
            [.. explained.Dimensions.Select(ExplainedDimensionBody.Of)],
            [.. explained.Exceptions.Select(e => new ExplainedExceptionBody(e.Result.Definition.Describe(), e.Result.Definition.Because, e.Result.Since, e.Change))],
            OverriddenPoints.Of(score.Override) is { } o ? new OverriddenBody(o.ByModel, o.TierByModel, o.Author, o.Reason, o.EndsOn) : null,
            explained.OverrideChange);
    }
}

/// <summary>A dimension with its signals, or with the dimensions that it is made of.</summary>
/// <param name="Points">0 to 100; null where it takes no part.</param>
/// <param name="Share">Its effective share of the score, 0 to 1.</param>
/// <param name="Contribution">What it adds to the published score.</param>
public sealed record ExplainedDimensionBody(
    string Name, double? Points, double Share, double? Coverage, decimal Contribution, IReadOnlyList<LineBody> Lines, IReadOnlyList<ExplainedDimensionBody> Dimensions)
{
    public static ExplainedDimensionBody Of(ExplainedDimension dimension) => new(
        dimension.Result.Definition.Name, dimension.Result.Points, dimension.Result.Share, dimension.Result.Coverage, dimension.Contribution,
        [.. dimension.Lines.Select(l => new LineBody(l.Line.Signal.Definition.Name, l.Line.NominalShare, l.Line.Share, l.Line.Signal.Points, l.Contribution, l.Line.Lost))],
        [.. dimension.Dimensions.Select(Of)]);
}

/// <param name="NominalShare">Its share by the model's weights, 0 to 1.</param>
/// <param name="Share">Its effective share, 0 to 1; 0 where it takes no part.</param>
/// <param name="Points">0 to 100; null where it takes no part.</param>
/// <param name="Contribution">What it adds to the published score.</param>
/// <param name="Lost">What the score would gain if it had all its points.</param>
public sealed record LineBody(string Signal, double NominalShare, double Share, double? Points, decimal Contribution, double Lost);

/// <param name="Since">The day since which its conditions hold.</param>
/// <param name="Change">What it changes in the published score.</param>
public sealed record ExplainedExceptionBody(string Rule, string Because, DateOnly? Since, decimal Change);

/// <param name="Because">Why an override does not count.</param>
public sealed record RejectedOverrideBody(string Id, string? Author, string Because);

/// <param name="Value">In the signal's unit; null when missing.</param>
/// <param name="Missing">absent, stale, not_applicable or corrupt; null where it was read.</param>
/// <param name="Reading">What was read, or why nothing was, in words.</param>
/// <param name="Points">0 to 100; null where it takes no part.</param>
public sealed record ExplainedSignalBody(string Name, string Label, double? Value, string? Missing, string Reading, double? Points)
{
    public static ExplainedSignalBody Of(SignalResult signal) => new(
        signal.Definition.Name, signal.Definition.Label, signal.Reading.ValueOrNull,
        signal.Reading is Reading.Missing missing ? ScoreBody.Word(missing.Reason) : null,
        Driver.Describe(signal), signal.Points);
}
