using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mainstay.Web.Tests.Api.Writing;

/// <summary>What was answered to a request that changes something.</summary>
internal sealed record Sent(int Status, JsonNode? Body, string? Location, string? ETag, bool IsReplayed)
{
    public IEnumerable<string> Errors => (Body?["errors"]?.AsObject() ?? []).Select(e => e.Key).Order(StringComparer.Ordinal);
}

/// <summary>Sends to the API as a program would.</summary>
internal static class Sending
{
    public static Task<Sent> PostJsonAsync(this HttpClient client, string address, string? json, string? key = null, string? ifMatch = null) =>
        SendAsync(client, HttpMethod.Post, address, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), key, ifMatch);

    public static Task<Sent> PutJsonAsync(this HttpClient client, string address, string json, string? ifMatch = null) =>
        SendAsync(client, HttpMethod.Put, address, new StringContent(json, Encoding.UTF8, "application/json"), null, ifMatch);

    public static async Task<Sent> SendAsync(
        this HttpClient client, HttpMethod method, string address, HttpContent? content, string? key = null, string? ifMatch = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(method, address.StartsWith("/v1", StringComparison.Ordinal) || address.StartsWith("/api/", StringComparison.Ordinal) ? address : "/api/v1" + address) { Content = content };
        foreach (var (name, value) in new[] { ("Idempotency-Key", key), ("If-Match", ifMatch), ("If-None-Match", ifNoneMatch) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Sent((int)response.StatusCode, Parse(text), response.Headers.Location?.ToString(), response.Headers.ETag?.ToString(), response.Headers.Contains("Idempotency-Replayed"));
    }

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
