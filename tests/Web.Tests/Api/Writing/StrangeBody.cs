using System.Text;
using System.Text.Json.Nodes;

namespace Mainstay.Web.Tests.Api.Writing;

/// <summary>Bodies out of an operation's schema and its example: right ones, nearly right ones, and what nobody would send.</summary>
internal static class StrangeBody
{
    private static readonly string[] Odd =
    [
        "null", "7", "\"\"", "[]", "{}", "true", "1e999", "-1e999", "1e-400", "99999999999999999999999", "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\\ud800\"",
        "\"2026-02-30\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"🙂\"", "[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]", "{\"a\": {\"b\": []}}", "[null]", "[\"\"]",
        "\"" + new string('x', 2000) + "\"",
    ];

    private static readonly string[] Texts = ["", " ", "0", "-1", "99999999999999999999", "%", "a/b", "\u0000", "🙂", "latest", "..", "'; --", new string('x', 300)];

    public static string Text(Func<int, int> below) => Texts[below(Texts.Length)];

    public static HttpContent? Of(DescribedOperation operation, JsonNode document, Func<int, int> below)
    {
        if (operation.ExampleBody() is not { } example || below(12) == 0)
        {
            return null;
        }

        if (below(4) == 0)
        {
            return example;
        }

        var type = below(15) == 0 ? "text/plain" : example.Headers.ContentType!.MediaType!;
        return new StringContent(type == "application/json" ? Json(operation, document, below) : Odd[below(Odd.Length)], Encoding.UTF8, type);
    }

    private static string Json(DescribedOperation operation, JsonNode document, Func<int, int> below)
    {
        if (below(8) == 0)
        {
            return below(2) == 0 ? Odd[below(Odd.Length)] : "{\"" + new string('[', 500);
        }

        var example = operation.Description["requestBody"]!["content"]!["application/json"]!["example"];
        var fields = (example as JsonObject ?? []).ToDictionary(f => f.Key, f => f.Value?.ToJsonString() ?? "null", StringComparer.Ordinal);
        foreach (var name in Names(operation, document))
        {
            switch (below(4))
            {
                case 0:
                    fields[name] = Odd[below(Odd.Length)];
                    break;
                case 1 when below(3) == 0:
                    fields.Remove(name);
                    break;
            }
        }

        return "{" + string.Join(",", fields.Select(f => $"\"{f.Key}\": {f.Value}")) + (below(10) == 0 ? ",\"unknown\": 1" : "") + "}";
    }

    private static IEnumerable<string> Names(DescribedOperation operation, JsonNode document)
    {
        var schema = operation.Description["requestBody"]!["content"]!["application/json"]!["schema"];
        if ((string?)schema?["$ref"] is { } reference)
        {
            schema = reference.Split('/').Skip(1).Aggregate(document, (node, part) => node[part]!);
        }

        return (schema?["properties"]?.AsObject() ?? []).Select(p => p.Key);
    }
}
