using System.Net;
using Mainstay.Web.Ingest;

namespace Mainstay.Web.Tests.Operating;

public sealed class LimitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_go_on_and_senders_and_probes_are_not_counted()
    {
        await using var site = await OperatedSite.StartAsync(new() { RequestsPerMinute = 3 });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync("/api/v1/accounts", Ct)).StatusCode);
        }

        using var refused = await site.Client.GetAsync("/api/v1/accounts", Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        for (var i = 0; i < 5; i++)
        {
            using var track = new StringContent("""{"userId": "ana", "event": "Export"}""");
            Assert.Equal(HttpStatusCode.OK, (await site.Client.PostAsync("/v1/track", track, Ct)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await site.Client.GetAsync("/health/live", Ct)).StatusCode);
        }
    }

    [Fact]
    public async Task Who_finds_no_place_to_send_is_asked_to_come_again()
    {
        await using var site = await OperatedSite.StartAsync(new());
        var gate = site.App.Services.GetRequiredService<IngestGate>();
        var full = new TaskCompletionSource<IResult>();
        var held = Enumerable.Range(0, IngestGate.MostAtATime).Select(_ => gate.PassAsync(new DefaultHttpContext(), () => full.Task)).ToArray();

        using (var refused = await SendAsync(site))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal(1, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        }

        full.SetResult(Results.Ok());
        await Task.WhenAll(held);
        using var taken = await SendAsync(site);
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused_before_it_is_read()
    {
        await using var site = await OperatedSite.StartAsync(new());
        using var body = new ByteArrayContent(new byte[11 * 1024 * 1024]);
        body.Headers.ContentType = new("application/json");

        // A client that does not wait for the refusal sends into a closed line.
        using var patient = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = site.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/facts/usage") { Content = body, Headers = { ExpectContinue = true } };

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await patient.SendAsync(request, Ct)).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(OperatedSite site)
    {
        using var track = new StringContent("""{"userId": "ana", "event": "Export"}""");
        return await site.Client.PostAsync("/v1/track", track, Ct);
    }
}
