using System.Net.ServerSentEvents;
using System.Text.Json;
using Mainstay.Core.Facts;
using Mainstay.Runtime.Live;
using Mainstay.Runtime.Models;
using Mainstay.Store;
using Mainstay.Store.Audit;
using Mainstay.Store.Models;
using Mainstay.Web.Tests.Ingest;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mainstay.Web.Tests.Live;

/// <summary>A host with scoring beside it, as <c>serve</c> starts both. Usage is connected: an account without any has none.</summary>
public sealed class LiveSite : IAsyncDisposable
{
    /// <summary>Two points for each event of the last week.</summary>
    private const string Model = """
        model: live
        tiers: { green: 60, red: 0 }
        signals:
          use: { measure: { count: usage, window: 7d }, curve: [ [0, 0], [50, 100] ] }
        scores:
          health:
            usage: { weight: 1, signals: [ use ] }
        """;

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _scoring;

    private LiveSite(Ingesting site)
    {
        Site = site;
        _scoring = new LiveScoring(site.Database, TimeProvider.System, NullLogger<LiveScoring>.Instance).RunAsync(_stop.Token);
    }

    public Ingesting Site { get; }

    public Database Database => Site.Database;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<LiveSite> StartAsync()
    {
        var site = await Ingesting.StartAsync();
        var model = ModelFile.CompileModel(Model).Value!;
        await site.Database.Facts.SaveStreamsAsync(
            Ingesting.Workspace, new Dictionary<FactKind, Core.Facts.Stream> { [FactKinds.Usage] = Core.Facts.Stream.Connected }, "UTC", Ct);
        var by = Actor.Mainstay(DateTimeOffset.UnixEpoch);
        await site.Database.Models.SaveAsync(Ingesting.Workspace, new StoredModel(model.Name, model.Version, Model, DateTimeOffset.UnixEpoch), by, Ct);
        await site.Database.Models.ActivateAsync(Ingesting.Workspace, model.Name, model.Version, "", by, Ct);
        var live = new LiveSite(site);

        // With the first fact the workspace is live and its midnight is scored; accounts that come later have none today.
        await live.TrackAsync("first", 1);
        await live.ScoreIsAsync("first", 2);
        return live;
    }

    /// <summary>Tracks events of an account, in one request.</summary>
    public async Task TrackAsync(string account, int events)
    {
        var batch = string.Join(',', Enumerable.Range(0, events).Select(i => $$$"""{"type":"track","userId":"u","event":"e","messageId":"{{{Guid.NewGuid()}}}","context":{"groupId":"{{{account}}}"}}"""));
        Assert.Equal(200, (await Site.PostAsync("/v1/batch", $$"""{"batch":[{{batch}}]}""")).Status);
    }

    /// <summary>Waits until the API tells an account's score to be this.</summary>
    public async Task ScoreIsAsync(string account, double expected)
    {
        double? value = null;
        for (var i = 0; i < 1000 && value != expected; i++)
        {
            using var response = await Site.Client.GetAsync($"/api/v1/accounts/{account}/score", Ct);
            value = response.IsSuccessStatusCode ? (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("scores")[0].GetProperty("value").GetDouble() : null;
            await Task.Delay(10, Ct);
        }

        Assert.Equal(expected, value);
    }

    /// <summary>Reads events as they are sent, until as many have come.</summary>
    /// <param name="after">The event that was read last; null to begin now.</param>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(string? after = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        if (after is not null)
        {
            request.Headers.Add("Last-Event-ID", after);
        }

        using var response = await Site.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync(Ct);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Ct))
        {
            yield return item;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _scoring.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _stop.Dispose();
        await Site.DisposeAsync();
    }
}
