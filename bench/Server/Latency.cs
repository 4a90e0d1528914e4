using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Mainstay.Bench.Server;

/// <summary>From the sending of one event to its score being readable: when nothing else happens, and at 5,000 events a second.</summary>
internal static class Latency
{
    private const int Probes = 200;
    private const int BusyProbes = 100;
    private const int EventsPerBatch = 50;
    private const int BatchesPerSecond = 100;

    public static async Task RunAsync(Site site)
    {
        await site.ScoreAsync();
        var probing = new Sending(site, 1);
        for (var i = 0; i < 30; i++)
        {
            await ProbeAsync(site, probing, i, isAlone: true);
        }

        var idle = new List<(double Acknowledged, double Readable)>();
        for (var i = 0; i < Probes; i++)
        {
            idle.Add(await ProbeAsync(site, probing, i, isAlone: true));
            await Task.Delay(50);
        }

        Say("idle", idle);
        using var stop = new CancellationTokenSource();
        var began = Stopwatch.GetTimestamp();
        var load = LoadAsync(site, began, stop.Token);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var busy = new List<Task<(double, double)>>();
        while (busy.Count < BusyProbes)
        {
            busy.Add(ProbeAsync(site, new Sending(site, 1000 + busy.Count), busy.Count * 7, isAlone: false));
            await Task.Delay(200);
        }

        var probes = await Task.WhenAll(busy);
        await stop.CancelAsync();
        var (sent, refused) = await load;
        Say("under load", [.. probes]);
        Figures.Say($"  sent {sent / Stopwatch.GetElapsedTime(began).TotalSeconds:#,0} events/s, refused {refused:#,0}");
    }

    private static async Task<(long Sent, long Refused)> LoadAsync(Site site, long began, CancellationToken stop)
    {
        var (sending, pending, sent, refused) = (new Sending(site, 2), new List<Task>(), 0L, 0L);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / BatchesPerSecond) - Stopwatch.GetElapsedTime(began);
            await (due > TimeSpan.Zero ? Task.Delay(due, CancellationToken.None) : Task.CompletedTask);
            pending.RemoveAll(p => p.IsCompleted);
            if (pending.Count < 64)
            {
                pending.Add(CountAsync(sending.BatchAsync(EventsPerBatch)));
            }
        }

        await Task.WhenAll(pending);
        return (sent, refused);

        async Task CountAsync(Task<HttpStatusCode> batch) =>
            _ = await batch == HttpStatusCode.OK ? Interlocked.Add(ref sent, EventsPerBatch) : Interlocked.Add(ref refused, EventsPerBatch);
    }

    private static void Say(string when, List<(double Acknowledged, double Readable)> probes) => Figures.Say(
        $"  {when}: acknowledged median {Figures.Quantile(probes.Select(p => p.Acknowledged), 0.5):0.0} ms; score readable median {Figures.Quantile(probes.Select(p => p.Readable), 0.5):0.0} ms, p95 {Figures.Quantile(probes.Select(p => p.Readable), 0.95):0.0} ms, {probes.Count} events");

    private static async Task<(double Acknowledged, double Readable)> ProbeAsync(Site site, Sending sending, int i, bool isAlone)
    {
        var account = Site.Name(i % site.Accounts);
        var before = await AsOfAsync(site, account);
        var began = Stopwatch.GetTimestamp();
        if (await sending.TrackAsync(account) != HttpStatusCode.OK)
        {
            return (double.NaN, 10_000);
        }

        // The account's other events are read as well: only a reading that began after the acknowledgement has seen this one for certain.
        var acknowledged = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var known = DateTimeOffset.UtcNow.AddMilliseconds(isAlone ? -acknowledged : 0);
        while (await AsOfAsync(site, account) is var asOf && (asOf <= before || asOf < known))
        {
            if (Stopwatch.GetElapsedTime(began).TotalSeconds > 10)
            {
                return (acknowledged, 10_000);
            }

            // Many that look without pause would take the processors from what they wait for.
            await (isAlone ? Task.CompletedTask : Task.Delay(20));
        }

        return (acknowledged, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    private static async Task<DateTimeOffset> AsOfAsync(Site site, string account)
    {
        using var response = await site.Client.GetAsync($"/api/v1/accounts/{account}/score");
        if (!response.IsSuccessStatusCode)
        {
            return DateTimeOffset.MinValue;
        }

        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return document.RootElement.GetProperty("scores")[0].GetProperty("asOf").GetDateTimeOffset();
    }
}
