using System.Text.Json;
using Mainstay.Core.Facts;

namespace Mainstay.Store.Ingest;

/// <summary>Field changes as JSON: texts, numbers, instants as arrays of their microseconds, null for cleared.</summary>
internal static class ChangeJson
{
    public static string Write(IEnumerable<FieldChange> changes) => JsonSerializer.Serialize(
        changes.ToDictionary(c => c.Field.Name, c => ValueOf(c.Value), StringComparer.Ordinal));

    public static IReadOnlyList<FieldChange> Read(FactKind kind, string body)
    {
        using var document = JsonDocument.Parse(body);
        return [.. document.RootElement.EnumerateObject().Select(p => new FieldChange(kind[p.Name], Read(p.Value)))];
    }

    private static object? ValueOf(FactValue value) => value.IsAbsent ? null
        : value.Text ?? (object?)value.Number ?? new[] { value.Time!.Value.Micros };

    private static FactValue Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => FactValue.Of(value.GetString()),
        JsonValueKind.Number => FactValue.Of(value.GetDouble()),
        JsonValueKind.Array => FactValue.Of(new Instant(value[0].GetInt64())),
        _ => default,
    };
}
