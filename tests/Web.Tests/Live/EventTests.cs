using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Mainstay.Web.Api.Events;
using Mainstay.Web.Tests.Ingest;

namespace Mainstay.Web.Tests.Live;

public sealed class EventTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_follows_is_told_of_each_change_with_what_was_before_and_of_tiers_apart()
    {
        await using var site = await LiveSite.StartAsync();
        await using var events = site.FollowAsync().GetAsyncEnumerator(Ct);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("begin", events.Current.EventType);
        var begin = Id(events.Current);

        await site.TrackAsync("acme", 10);
        Assert.Equal(("tier", begin + 1, 20d, null), await NextAsync(events));
        await site.TrackAsync("acme", 5);
        Assert.Equal(("score", begin + 2, 30d, 20d), await NextAsync(events));
        await site.TrackAsync("acme", 20);
        Assert.Equal(("tier", begin + 3, 70d, 30d), await NextAsync(events));
    }

    [Fact]
    public async Task Who_was_away_is_told_what_came_after_the_last_event_they_know()
    {
        await using var site = await LiveSite.StartAsync();
        var begin = await site.Database.Changes.LastAsync(Ingesting.Workspace, Ct);
        for (var i = 1; i <= 3; i++)
        {
            await site.TrackAsync("acme", 1);
            await site.ScoreIsAsync("acme", 2 * i);
        }

        await using var events = site.FollowAsync(after: $"{begin + 1}").GetAsyncEnumerator(Ct);
        Assert.Equal(("score", begin + 2, 4d, 2d), await NextAsync(events));
        Assert.Equal(("score", begin + 3, 6d, 4d), await NextAsync(events));
        await site.TrackAsync("acme", 1);
        Assert.Equal(("score", begin + 4, 8d, 6d), await NextAsync(events));
    }

    [Fact]
    public async Task Who_knows_an_event_that_is_forgotten_is_told_to_read_anew_and_followed_from_there()
    {
        await using var site = await LiveSite.StartAsync();
        await using var events = site.FollowAsync(after: "77").GetAsyncEnumerator(Ct);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("reset", events.Current.EventType);
        var begin = Id(events.Current);
        await site.TrackAsync("acme", 1);
        Assert.Equal(("tier", begin + 1, 2d, null), await NextAsync(events));
    }

    [Fact]
    public async Task What_is_no_id_of_an_event_is_refused_and_so_is_one_line_too_many()
    {
        await using var site = await LiveSite.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        request.Headers.Add("Last-Event-ID", "yesterday");
        using var refused = await site.Site.Client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < EventGate.MostOfACaller; i++)
        {
            open.Add(await site.Site.Client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, Ct));
        }

        Assert.All(open, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        using (var tooMany = await site.Site.Client.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, Ct))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
            Assert.NotNull(tooMany.Headers.RetryAfter);
        }

        open.ForEach(response => response.Dispose());
    }

    [Fact]
    public async Task A_host_that_stops_does_not_wait_for_those_who_follow()
    {
        var site = await LiveSite.StartAsync();
        await using var events = site.FollowAsync().GetAsyncEnumerator(Ct);
        Assert.True(await events.MoveNextAsync());
        await site.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(15), Ct);
    }

    private static async Task<(string Type, long Id, double? Now, double? Before)> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        Assert.True(await events.MoveNextAsync());
        var body = JsonDocument.Parse(events.Current.Data).RootElement;
        Assert.Equal("acme", body.GetProperty("accountId").GetString());
        return (events.Current.EventType, Id(events.Current), Value(body, "now"), Value(body, "before"));
    }

    private static long Id(SseItem<string> item) => long.Parse(item.EventId!, System.Globalization.CultureInfo.InvariantCulture);

    private static double? Value(JsonElement body, string of) => body.GetProperty(of) is { ValueKind: JsonValueKind.Object } shown ? shown.GetProperty("value").GetDouble() : null;
}
