using System.Collections.Concurrent;
using System.Text;

namespace Mainstay.Web.Tests.Operating;

public sealed class OtlpTests
{
    [Fact]
    public async Task Traces_and_metrics_reach_the_collector_that_is_named()
    {
        var received = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.AddOrUpdate(signal, _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
            return Results.Ok();
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);

        await using (var site = await OperatedSite.StartAsync(new() { Otlp = new Uri(collector.Urls.First()) }))
        {
            await site.Client.GetAsync("/api/v1/accounts", TestContext.Current.CancellationToken);
        }

        Assert.Contains("api/v1/accounts", received["traces"], StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", received["metrics"], StringComparison.Ordinal);
        await collector.StopAsync(TestContext.Current.CancellationToken);
    }
}
