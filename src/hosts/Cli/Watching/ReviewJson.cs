using System.Text.Json.Serialization;
using Mainstay.Cli.Evidence;
using Mainstay.Core.Calibration.Watching;

namespace Mainstay.Cli.Watching;

/// <summary>The review as JSON.</summary>
public sealed record ReviewJson(IReadOnlyList<DisagreementJson> Disagreements, IReadOnlyList<AlertJson> Alerts)
{
    public static ReviewJson Of(IEnumerable<Disagreement> found, IEnumerable<AlertPrecision> alerts) => new(
        [.. found.Select(j => new DisagreementJson(j.AccountId, j.Author, j.Day, j.IsOverride ? "override" : "misscored", j.SaysHealthier ? "healthier" : "worse", j.Note, j.HasChurned, Word(j.Right)))],
        [.. alerts.Select(a => new AlertJson(a.Playbook, a.Valid, a.False, a.Premature, a.Unjudged, IntervalJson.Of(a.Share), a.IsNoisy))]);

    internal static string Word(Right right) => right switch
    {
        Right.NotKnownYet => "not_known_yet",
        Right.Person => "person",
        Right.Model => "model",
    };
}

/// <param name="Said">healthier or worse than scored.</param>
/// <param name="Churned">Within the horizon; null while that is not known.</param>
/// <param name="Right">person, model or not_known_yet.</param>
public sealed record DisagreementJson(string AccountId, string Author, DateOnly Day, string Kind, string Said, string Note, bool? Churned, string Right);

/// <param name="Precision">Share of valid ones among those judged; null where none is.</param>
public sealed record AlertJson(string Playbook, int Valid, int False, int Premature, int Unjudged, IntervalJson? Precision, bool Noisy);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(ReviewJson))]
public sealed partial class ReviewJsonContext : JsonSerializerContext;
