using System.Text.Json.Nodes;

namespace Mainstay.Web.Tests.Api;

/// <summary>Holds an answer against the document: types, properties that must be there, and none that are not described.</summary>
internal sealed class SchemaCheck(JsonNode document)
{
    public IEnumerable<string> Mistakes(JsonNode? value, JsonNode? schema, string at = "$")
    {
        if (schema is not JsonObject described || described.Count == 0)
        {
            return [];
        }

        if (described["$ref"] is { } reference)
        {
            return Mistakes(value, Find((string)reference!), at);
        }

        if (described["oneOf"] is JsonArray options)
        {
            return options.Any(o => !Mistakes(value, o, at).Any()) ? [] : [$"{at} is none of the choices: {value}"];
        }

        var types = described["type"] switch { JsonArray many => many.Select(t => (string)t!).ToArray(), { } one => [(string)one!], _ => [] };
        if (types.Length > 0 && !types.Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && types.Contains("number")))
        {
            return [$"{at} is {TypeOf(value)}, not {string.Join(" or ", types)}"];
        }

        return value switch
        {
            JsonArray items => items.SelectMany((item, i) => Mistakes(item, described["items"], $"{at}[{i}]")),
            JsonObject properties when described["properties"] is JsonObject known =>
                (described["required"]?.AsArray() ?? []).Where(r => !properties.ContainsKey((string)r!)).Select(r => $"{at} lacks {r}")
                    .Concat(properties.SelectMany(p => known.ContainsKey(p.Key) ? Mistakes(p.Value, known[p.Key], $"{at}.{p.Key}") : [$"{at}.{p.Key} is not described"])),
            _ => [],
        };
    }

    private JsonNode Find(string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (node, part) => node[part.Replace("~1", "/", StringComparison.Ordinal)]!);

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => value.ToJsonString().AsSpan().ContainsAny(".eE") ? "number" : "integer",
            _ => "boolean",
        },
    };
}
