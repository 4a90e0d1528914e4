using System.Text.Json.Serialization;

namespace Mainstay.Cli.Compare;

/// <summary>A comparison as JSON, numbers unrounded.</summary>
public sealed record ComparisonJson(
    string Model,
    string ModelVersion,
    string Baseline,
    DateOnly AsOf,
    int OnlyOurs,
    int OnlyTheirs,
    string? Doubt,
    double? RankCorrelation,
    ChurnJson Churn,
    IReadOnlyList<TierMoveJson> Tiers,
    IReadOnlyList<ComparedAccountJson> Accounts)
{
    public static ComparisonJson Of(Comparison comparison) => new(
        comparison.Model.Name,
        comparison.Model.Version,
        comparison.Baseline,
        comparison.Day,
        comparison.OnlyOurs,
        comparison.OnlyTheirs,
        comparison.Doubt,
        comparison.RankCorrelation,
        ChurnJson.Of(comparison),
        [.. comparison.TheirTiers.SelectMany(from => comparison.OurTiers.Select(to => new TierMoveJson(from, to, comparison.Moved(from, to))))],
        [.. comparison.Accounts.Select(ComparedAccountJson.Of)]);
}

/// <param name="Unknown">Why it cannot be said who churned, or null.</param>
/// <param name="Separation">Null when fewer than 30 churned or stayed.</param>
public sealed record ChurnJson(int HorizonDays, string? Unknown, int Churned, int Stayed, SeparationJson? Separation)
{
    public static ChurnJson Of(Comparison comparison) => new(
        comparison.Horizon, comparison.NoOutcomes, comparison.Churned, comparison.Stayed,
        comparison.Separation is { } s ? new SeparationJson(s.Ours, s.Theirs, s.Difference, s.Low, s.High) : null);
}

/// <summary>Areas under the ROC curve, and the 95 % interval of their difference.</summary>
public sealed record SeparationJson(double OurAuc, double TheirAuc, double Difference, double Low, double High);

public sealed record TierMoveJson(string Theirs, string Ours, int Accounts);

public sealed record ComparedAccountJson(
    string AccountId, double Ours, string OurTier, double Theirs, double TheirScore, string TheirTier, double Difference, bool? Churned, string Why)
{
    public static ComparedAccountJson Of(ComparedAccount account) => new(
        account.Company.AccountId, account.Value, account.Ours.Tier.Name, account.Theirs.Score, account.Theirs.Raw, account.TheirTier,
        account.Difference, account.HasChurned, account.Why);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ComparisonJson))]
public sealed partial class ComparisonJsonContext : JsonSerializerContext;
