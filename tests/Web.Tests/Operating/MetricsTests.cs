using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Mainstay.Web.Tests.Operating;

public sealed partial class MetricsTests
{
    [Fact]
    public async Task Metrics_tell_of_requests_of_what_was_sent_and_of_what_waits()
    {
        await using var site = await OperatedSite.StartAsync(new());
        using var track = new StringContent("""{"userId": "ana", "event": "Export", "context": {"groupId": "acme"}}""");
        await site.Client.PostAsync("/v1/track", track, TestContext.Current.CancellationToken);
        using var answer = await site.Client.GetAsync("/metrics", TestContext.Current.CancellationToken);
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("mainstay_accounts_waiting 1", lines);
        Assert.Contains(lines, l => l.StartsWith("mainstay_ingest_items_total{outcome=\"applied\"} ", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("http_server_request_duration_seconds_bucket{", StringComparison.Ordinal) && l.Contains("http_route=\"/v1/track\"", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("# TYPE dotnet_gc_collections_total counter", StringComparison.Ordinal));
        Assert.All(lines, l => Assert.Matches(Line(), l));
    }

    [Fact]
    public async Task A_scrapers_token_opens_metrics_and_nothing_else()
    {
        await using var site = await OperatedSite.StartAsync(new() { MetricsToken = "s3cret" });

        Assert.Equal(200, await AskAsync("/metrics", "s3cret"));
        Assert.Equal(401, await AskAsync("/metrics", "s3cre"));
        Assert.Equal(401, await AskAsync("/api/v1/accounts", "s3cret"));

        async Task<int> AskAsync(string address, string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
            using var answer = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);
            return (int)answer.StatusCode;
        }
    }

    [GeneratedRegex("""^(# (HELP|TYPE) .+|[a-z_]+(\{([a-z_]+="([^"\\]|\\.)*",?)*\})? (-?[0-9.E+-]+|NaN|\+Inf))$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
