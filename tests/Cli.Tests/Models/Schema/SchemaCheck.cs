using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mainstay.Cli.Tests.Models.Schema;

/// <summary>
/// Judges a value by the keywords of JSON Schema (draft 2020-12) that our schemas use. A keyword it does not know is an
/// error, so that none is passed over in silence.
/// </summary>
internal sealed class SchemaCheck(JsonObject root)
{
    private static readonly string[] Silent = ["$schema", "$defs", "title", "description"];

    /// <returns>What is wrong, each with the place of the value; empty when nothing is.</returns>
    public IReadOnlyList<string> Check(JsonNode? value) => [.. Check(root, value, "$")];

    private IEnumerable<string> Check(JsonObject schema, JsonNode? value, string at) =>
        schema.Where(k => !Silent.Contains(k.Key, StringComparer.Ordinal)).SelectMany(k => Keyword(schema, k.Key, k.Value!, value, at));

    private IEnumerable<string> Keyword(JsonObject schema, string keyword, JsonNode rule, JsonNode? value, string at) => keyword switch
    {
        "$ref" => Check(root["$defs"]!.AsObject()[((string)rule!)["#/$defs/".Length..]]!.AsObject(), value, at),
        "type" => Unless(rule is JsonArray types ? types.Any(t => Is(value, (string)t!)) : Is(value, (string)rule!), $"{at} is no {rule}"),
        "enum" => Unless(rule.AsArray().Any(word => JsonNode.DeepEquals(word, value)), $"{at} is none of {rule.ToJsonString()}"),
        "const" => Unless(JsonNode.DeepEquals(rule, value), $"{at} is not {rule}"),
        "pattern" => Unless(value is not JsonValue v || v.GetValueKind() != JsonValueKind.String || Regex.IsMatch((string)v!, (string)rule!, RegexOptions.None, TimeSpan.FromSeconds(1)), $"{at} does not match {rule}"),
        "minimum" => Unless(!Is(value, "number") || (double)value! >= (double)rule, $"{at} is below {rule}"),
        "maximum" => Unless(!Is(value, "number") || (double)value! <= (double)rule, $"{at} is above {rule}"),
        "minItems" => Unless(value is not JsonArray a || a.Count >= (int)rule, $"{at} has too few items"),
        "maxItems" => Unless(value is not JsonArray a || a.Count <= (int)rule, $"{at} has too many items"),
        "minProperties" => Unless(value is not JsonObject o || o.Count >= (int)rule, $"{at} has too few keys"),
        "items" => value is JsonArray items ? items.SelectMany((item, i) => Check(rule.AsObject(), item, $"{at}[{i}]")) : [],
        "required" => value is JsonObject o ? rule.AsArray().Where(k => !o.ContainsKey((string)k!)).Select(k => $"{at} lacks {k}") : [],
        "properties" => value is JsonObject o ? o.Where(p => rule.AsObject().ContainsKey(p.Key)).SelectMany(p => Check(rule[p.Key]!.AsObject(), p.Value, $"{at}.{p.Key}")) : [],
        "propertyNames" => value is JsonObject o ? o.SelectMany(p => Check(rule.AsObject(), JsonValue.Create(p.Key), $"{at}.{p.Key}")) : [],
        "additionalProperties" => value is JsonObject o ? o.Where(p => schema["properties"]?.AsObject().ContainsKey(p.Key) != true).SelectMany(p => Other(rule, p.Value, $"{at}.{p.Key}")) : [],
        "anyOf" => Unless(rule.AsArray().Any(form => Holds(form, value)), $"{at} has no allowed form"),
        "oneOf" => Unless(rule.AsArray().Count(form => Holds(form, value)) == 1, $"{at} has not exactly one allowed form"),
        "allOf" => rule.AsArray().SelectMany(form => Check(form!.AsObject(), value, at)),
        "if" => Holds(rule, value) ? Check(schema["then"]!.AsObject(), value, at) : [],
        "then" => [],
        _ => throw new NotSupportedException($"The keyword {keyword} is unknown here."),
    };

    private IEnumerable<string> Other(JsonNode rule, JsonNode? value, string at) =>
        rule is JsonObject schema ? Check(schema, value, at) : Unless((bool)rule, $"{at} is not allowed");

    private bool Holds(JsonNode? schema, JsonNode? value) => !Check(schema!.AsObject(), value, "").Any();

    private static string[] Unless(bool isGood, string finding) => isGood ? [] : [finding];

    private static bool Is(JsonNode? value, string type) => (value, type) switch
    {
        (JsonObject, "object") or (JsonArray, "array") => true,
        (JsonValue v, "string") => v.GetValueKind() == JsonValueKind.String,
        (JsonValue v, "boolean") => v.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        (JsonValue v, "number") => v.GetValueKind() == JsonValueKind.Number,
        (JsonValue v, "integer") => v.GetValueKind() == JsonValueKind.Number && double.IsInteger((double)v),
        _ => false,
    };
}
