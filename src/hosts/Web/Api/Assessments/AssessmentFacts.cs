using System.Text.Json.Nodes;
using Mainstay.Core.Facts;
using Mainstay.Web.Access;

namespace Mainstay.Web.Api.Assessments;

/// <summary>Assessments as facts.</summary>
internal static class AssessmentFacts
{
    private const int DaysOfPulse = 90;

    private static readonly FactKind Kind = FactKinds.Assessments;

    public static Fact Of(NewOverride body, string account, string id, Caller caller, Instant now) => Fact.Of(
        Kind, account, id, now,
        [
            ("type", FactValue.Of("override")), ("author", FactValue.Of(caller.Name)), ("value", Number(body.Value)), ("word", FactValue.Of(body.Tier)),
            ("note", FactValue.Of(body.Reason)), ("given_at", FactValue.Of(now)), ("expires_at", Time(body.ExpiresAt)), ("score", FactValue.Of(body.Score)),
        ]);

    public static Fact Of(NewPulse body, string account, string id, Caller caller, Instant now) => Fact.Of(
        Kind, account, id, now,
        [
            ("type", FactValue.Of("pulse")), ("author", FactValue.Of(caller.Name)), ("value", Number(body.Value)), ("word", FactValue.Of(body.Word)),
            ("note", FactValue.Of(body.Note)), ("given_at", FactValue.Of(now)),
            ("expires_at", Time(body.ExpiresAt ?? now.Plus(DaysOfPulse * Instant.MicrosPerDay).ToDateTimeOffset())),
        ]);

    /// <summary>The same fact with an end.</summary>
    public static Fact Until(this Fact fact, Instant end) => fact with { Values = fact.Values.SetItem(Kind["expires_at"].Index, FactValue.Of(end)) };

    /// <summary>For the audit log.</summary>
    public static JsonObject Told(Fact fact) => new()
    {
        ["id"] = fact.Id,
        ["score"] = fact["score"].Text,
        ["value"] = fact["value"].Number,
        ["word"] = fact["word"].Text,
        ["note"] = fact["note"].Text,
        ["expiresAt"] = fact["expires_at"].Time?.ToString(),
    };

    private static FactValue Number(double? number) => number is { } value ? FactValue.Of(value) : default;

    private static FactValue Time(DateTimeOffset? time) => time is { } value ? FactValue.Of(Instant.Of(value)) : default;
}
