using System.Text.Json.Nodes;
using Mainstay.Core.Facts;

namespace Mainstay.Web.Api.Timelines;

/// <summary>A page of an account's facts.</summary>
/// <param name="Items">The newest first.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record TimelinePage(IReadOnlyList<FactItem> Items, string? Next);

/// <summary>A fact.</summary>
/// <param name="Kind">tickets, usage, …</param>
/// <param name="Id">The source's id of the object; null for what just happened.</param>
/// <param name="At">When it took effect; null for what has held all along.</param>
/// <param name="UpdatedAt">When the source changed it last.</param>
/// <param name="RecordedAt">When Mainstay learned it; null for imported history.</param>
/// <param name="Values">By the field's name; money in minor units, times in ISO 8601. What is absent is left out.</param>
public sealed record FactItem(string Kind, string? Id, DateTimeOffset? At, DateTimeOffset? UpdatedAt, DateTimeOffset? RecordedAt, JsonObject Values)
{
    public static FactItem Of(Fact fact) => new(
        fact.Kind.Name, fact.Id, Time(fact.At == Instant.MinValue ? null : fact.At), Time(fact.UpdatedAt), Time(fact.RecordedAt),
        new JsonObject(fact.Kind.Fields
            .Where(field => field.Span is null && !fact.Values[field.Index].IsAbsent)
            .Select(field => KeyValuePair.Create(field.Name, (JsonNode?)Node(field, fact.Values[field.Index])))));

    private static DateTimeOffset? Time(Instant? instant) => instant?.ToDateTimeOffset();

    private static JsonValue Node(FactField field, FactValue value) => value switch
    {
        { Text: { } text } => JsonValue.Create(text),
        { Number: { } number } when field.Type == FieldType.Flag => JsonValue.Create(number != 0),
        { Number: { } number } => JsonValue.Create(number),
        _ => JsonValue.Create(value.Time!.Value.ToDateTimeOffset()),
    };
}
