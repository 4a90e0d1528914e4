using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mainstay.Core.Documents;

namespace Mainstay.Web.Api.Bodies;

/// <summary>Reads an object field by field, so that one wrong field hides no other.</summary>
internal static class BodyReader
{
    private const string Whole = "body";
    private const int MostDepth = 16;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MostDepth, AllowDuplicateProperties = false };

    /// <returns>Null for the value where there are mistakes.</returns>
    public static (T? Value, IReadOnlyList<(string Name, string Mistake)> Mistakes) Read<T>(byte[] json)
        where T : class
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Strict);
        }
        catch (JsonException e)
        {
            return (null, [(Whole, $"is no JSON, names a field twice, or is deeper than {MostDepth} levels: {e.Message.TrimEnd('.')}")]);
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return (null, [(Whole, "must be an object")]);
            }

            var type = (JsonTypeInfo<T>)ApiJson.Default.GetTypeInfo(typeof(T))!;
            (string Name, string Mistake)[] mistakes = [.. Unknown(root, type), .. type.Properties.Select(p => (p.Name, Mistake: MistakeOf(root, p))).Where(p => p.Mistake is not null).Select(p => (p.Name, p.Mistake!))];
            return (mistakes.Length > 0 ? null : root.Deserialize(type), mistakes);
        }
    }

    private static IEnumerable<(string Name, string Mistake)> Unknown(JsonElement root, JsonTypeInfo type) => root.EnumerateObject()
        .Where(field => type.Properties.All(p => p.Name != field.Name))
        .Select(field => (field.Name, "is no field of this" + (Suggestion.Nearest(field.Name, type.Properties.Select(p => p.Name)) is { } near ? $"; did you mean {near}" : "")));

    private static string? MistakeOf(JsonElement root, JsonPropertyInfo property)
    {
        if (!root.TryGetProperty(property.Name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return property.IsRequired ? "is missing" : null;
        }

        try
        {
            if (value.GetRawText().Contains("\\u0000", StringComparison.Ordinal))
            {
                return "holds a NUL character, which no text has";
            }

            var read = value.Deserialize(ApiJson.Default.GetTypeInfo(property.PropertyType)!);
            return read is double number && !double.IsFinite(number) ? "is too great a number" : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return $"must be {Expected(property.PropertyType)}, but here is {Shortened(value.GetRawText())}";
        }
    }

    private static string Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => "a text of valid Unicode",
        var t when t == typeof(bool) => "true or false",
        var t when t == typeof(double) => "a number",
        var t when t == typeof(long) || t == typeof(int) => "a whole number",
        var t when t == typeof(DateTimeOffset) => "a time such as 2026-01-31T10:20:30Z",
        var t when t == typeof(DateOnly) => "a date such as 2026-01-31",
        var t when t == typeof(IReadOnlyList<string>) => "a list of texts",
        var t => $"what the document describes as {t.Name}",
    };

    private static string Shortened(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}
