using System.Text.Json.Nodes;

namespace Mainstay.Cli.Models.Schema;

/// <summary>The few forms that the schema is made of.</summary>
internal static class SchemaNode
{
    public static JsonObject Any() => [];

    public static JsonObject Of(string type) => new() { ["type"] = type };

    public static JsonObject Number(double from, double to) => new() { ["type"] = "number", ["minimum"] = from, ["maximum"] = to };

    public static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    public static JsonObject Ref(string definition) => new() { ["$ref"] = $"#/$defs/{definition}" };

    public static JsonObject Words(IEnumerable<string> words) => new() { ["enum"] = Array(words.Distinct(StringComparer.Ordinal)) };

    public static JsonArray Array(IEnumerable<string> words) => new([.. words.Select(w => JsonValue.Create(w))]);

    public static JsonObject AnyOf(params IEnumerable<JsonNode?> forms) => new() { ["anyOf"] = new JsonArray([.. forms]) };

    /// <summary>Names of any kind to the same thing.</summary>
    public static JsonObject MapOf(JsonObject value) => new() { ["type"] = "object", ["additionalProperties"] = value };

    /// <summary>An object of known keys.</summary>
    public static JsonObject Object(string[] required, params (string Key, string Meaning, JsonObject Schema)[] properties) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Schema.With("description", p.Meaning)))),
        ["required"] = Array(required),
        ["additionalProperties"] = false,
    };

    public static JsonObject With(this JsonObject schema, string key, JsonNode value)
    {
        schema[key] = value;
        return schema;
    }
}
