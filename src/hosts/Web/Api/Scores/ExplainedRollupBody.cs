using Mainstay.Core.Scores.Rollups;

namespace Mainstay.Web.Api.Scores;

/// <summary>A score of a parent out of those of the accounts below. All contributions add up to `published`, to the last digit.</summary>
/// <param name="Value">0 to 100, unrounded; null when no score below was known.</param>
/// <param name="Published">The value to four places.</param>
/// <param name="Coverage">Share of the weight whose score is known, 0 to 1.</param>
public sealed record ExplainedRollupBody(
    string Score, double? Value, decimal? Published, string Tier, string Trend, double Coverage, IReadOnlyList<ExplainedMemberBody> Members)
{
    public static IReadOnlyList<ExplainedRollupBody> Of(DatedRollups dated) =>
    [
        .. dated.Results.Zip(dated.Trends, (result, trend) => new ExplainedRollupBody(
            result.Definition.Name, result.Value, result.Published, result.Tier.Name, trend.ToString().ToLowerInvariant(), result.Coverage,
            [.. result.Lines.Zip(result.PublishedParts(), ExplainedMemberBody.Of)])),
    ];
}

/// <param name="Value">Its own score, 0 to 100; null when it is not known.</param>
/// <param name="NominalShare">Its share of the weight of all accounts, 0 to 1.</param>
/// <param name="Share">Its share of the roll-up, 0 to 1; 0 where its score is not known.</param>
/// <param name="IsWeightAssumed">Whether it weighs what the others do on average, because its ARR or seats are unknown.</param>
/// <param name="Contribution">What it adds to the published roll-up.</param>
/// <param name="Lost">What the roll-up would gain if it were as good as can be.</param>
public sealed record ExplainedMemberBody(
    string AccountId, string Name, double? Value, string Tier, double NominalShare, double Share, bool IsWeightAssumed, decimal Contribution, double Lost)
{
    public static ExplainedMemberBody Of(RollupLine line, decimal contribution) => new(
        line.AccountId, line.Name, line.Score.Value, line.Score.Tier.Name, line.NominalShare, line.Share, line.IsWeightAssumed, contribution, line.Lost);
}
