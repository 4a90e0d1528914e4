using Mainstay.Core.Facts;

namespace Mainstay.Web.Api.Outcomes;

/// <summary>How it ended or went on.</summary>
public sealed record NewOutcome
{
    /// <summary>churned, renewed, contracted or expanded.</summary>
    public required string Type { get; init; }

    /// <summary>When; now where it is left out.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Change of annual recurring revenue in minor units (cents); less than 0 for a loss.</summary>
    public long? Amount { get; init; }

    public string? Reason { get; init; }

    /// <summary>What the customer said.</summary>
    public string? Comment { get; init; }

    /// <summary>Its id where it comes from; one is made up where it is left out.</summary>
    public string? ExternalId { get; init; }
}

/// <summary>The newest first.</summary>
public sealed record OutcomeList(IReadOnlyList<OutcomeBody> Items);

/// <param name="Type">churned, renewed, contracted or expanded.</param>
/// <param name="Amount">Change of annual recurring revenue in minor units (cents).</param>
/// <param name="Comment">What the customer said.</param>
public sealed record OutcomeBody(string? Id, string? Type, DateTimeOffset OccurredAt, double? Amount, string? Reason, string? Comment)
{
    private static readonly FactKind Kind = FactKinds.Outcomes;

    public static OutcomeBody Of(VisibleFact fact) => new(
        fact.Id, fact.Text(Kind["type"]), fact.At.ToDateTimeOffset(), fact.Number(Kind["amount"]), fact.Text(Kind["reason"]), fact.Text(Kind["comment"]));
}
