using Mainstay.Core.Facts;
using Mainstay.Web.Api.Requests;

namespace Mainstay.Web.Api.Assessments;

/// <summary>What people say instead of the model: a score, or a tier, for a time.</summary>
public sealed record NewOverride
{
    /// <summary>The score that is overridden; the model's first where it is left out.</summary>
    public string? Score { get; init; }

    /// <summary>0 to 100. A value, a tier, or both where the value lies in the tier.</summary>
    public double? Value { get; init; }

    /// <summary>A tier of the score.</summary>
    public string? Tier { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When it ends; where it is left out after as many days as the model says.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Its id where it comes from; one is made up where it is left out.</summary>
    public string? ExternalId { get; init; }
}

/// <summary>What a CSM feels about an account.</summary>
public sealed record NewPulse
{
    /// <summary>A number on the scale that the model reads.</summary>
    public double? Value { get; init; }

    /// <summary>A word instead of a number, or beside it.</summary>
    public string? Word { get; init; }

    /// <summary>Why.</summary>
    public string? Note { get; init; }

    /// <summary>When it says nothing any more; 90 days from now where it is left out.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Its id where it comes from; one is made up where it is left out.</summary>
    public string? ExternalId { get; init; }
}

/// <summary>What was said of an account, the newest first.</summary>
public sealed record AssessmentList(IReadOnlyList<AssessmentBody> Items);

/// <summary>What a person said of an account.</summary>
/// <param name="Type">override, pulse or misscored.</param>
/// <param name="Score">Of an override: the score; null for the model's first.</param>
/// <param name="Value">0 to 100 of an override; on the model's scale of a pulse.</param>
/// <param name="Word">A tier, or a word instead of a number; of what names it as misscored too high or too low.</param>
/// <param name="Author">E-mail of who gave it, or the name of a key.</param>
/// <param name="Note">Why.</param>
/// <param name="IsValid">Whether it holds now.</param>
public sealed record AssessmentBody(
    string Id, string? Type, string? Score, double? Value, string? Word, string? Author, string? Note, DateTimeOffset? GivenAt, DateTimeOffset? ExpiresAt, bool IsValid)
{
    private static readonly FactKind Kind = FactKinds.Assessments;

    public static AssessmentBody Of(VisibleFact fact) => new(
        fact.Id ?? "", fact.Text(Kind["type"]), fact.Text(Kind["score"]), fact.Number(Kind["value"]), fact.Text(Kind["word"]), fact.Text(Kind["author"]), fact.Text(Kind["note"]),
        fact.Time(Kind["given_at"])?.ToDateTimeOffset(), fact.Time(Kind["expires_at"])?.ToDateTimeOffset(), Kind.FindState("valid")!.Holds(fact));

    /// <summary>Names what it says; whether it still holds is a matter of the clock.</summary>
    internal string Tag() => EntityTag.Of(
        Id, Type, Score, Value?.ToString("R", System.Globalization.CultureInfo.InvariantCulture), Word, Author, Note, GivenAt?.ToString("O"), ExpiresAt?.ToString("O"));
}
