using System.Text.Json.Nodes;

namespace Mainstay.Web.Tests.Api;

/// <summary>An operation as the document describes it.</summary>
internal sealed record DescribedOperation(string Method, string Path, JsonNode Description)
{
    public string Name => (string)Description["operationId"]!;

    public IEnumerable<JsonNode> Parameters => (Description["parameters"]?.AsArray() ?? []).Select(p => p!);

    public IReadOnlyList<string> Statuses => [.. Description["responses"]!.AsObject().Select(r => r.Key)];

    public static IReadOnlyList<DescribedOperation> All(JsonNode document) =>
    [
        .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(o => new DescribedOperation(o.Key, path.Key, o.Value!))),
    ];

    /// <summary>The address with values for its parameters; one without a value is left out.</summary>
    public string Address(Func<JsonNode, string?> valueOf)
    {
        var (path, query) = (Path, new List<string>());
        foreach (var parameter in Parameters)
        {
            var (name, value) = ((string)parameter["name"]!, valueOf(parameter));
            if ((string)parameter["in"]! == "path")
            {
                // The server itself refuses a path with a null character, in no words at all; one without an id is another address.
                var id = value?.Replace("\0", "", StringComparison.Ordinal) is { Length: > 0 } text ? text : "x";
                path = path.Replace($"{{{name}}}", Uri.EscapeDataString(id), StringComparison.Ordinal);
            }
            else if ((string)parameter["in"]! == "query" && value is not null)
            {
                query.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        return path + (query.Count == 0 ? "" : "?" + string.Join('&', query));
    }

    /// <summary>The body of the example; null where the operation takes none.</summary>
    public HttpContent? ExampleBody()
    {
        if (Description["requestBody"]?["content"]?.AsObject().FirstOrDefault(c => c.Value?["example"] is not null) is not { Value: { } content, Key: var type })
        {
            return null;
        }

        var example = content["example"]!;
        return new StringContent(example is JsonValue ? (string)example! : example.ToJsonString(), System.Text.Encoding.UTF8, type);
    }

    public JsonNode? SchemaOf(int status) => Description["responses"]![$"{status}"]?["content"]?.AsObject().FirstOrDefault().Value?["schema"];
}
