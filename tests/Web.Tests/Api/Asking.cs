using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mainstay.Web.Tests.Api;

/// <summary>Asks the API as a program would.</summary>
internal static class Asking
{
    public static async Task<(int Status, JsonNode? Body)> AskAsync(this HttpClient client, string address)
    {
        using var response = await client.GetAsync("/api/v1" + address, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    public static async Task<JsonNode> ReadAsync(this HttpClient client, string address)
    {
        var (status, body) = await client.AskAsync(address);
        Assert.True(status == 200, $"{address} answered {status}: {body}");
        return body!;
    }

    /// <summary>The items of all pages, one page after the other.</summary>
    public static async Task<IReadOnlyList<JsonNode>> AllAsync(this HttpClient client, string address)
    {
        var items = new List<JsonNode>();
        for (var page = await client.ReadAsync(address); ; page = await client.ReadAsync($"{address}&cursor={page["next"]}"))
        {
            items.AddRange(page["items"]!.AsArray().Select(i => i!));
            if (page["next"] is null)
            {
                return items;
            }
        }
    }

    public static IEnumerable<string> Texts(this IEnumerable<JsonNode?> nodes, string name) => nodes.Select(n => (string)n![name]!);

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
