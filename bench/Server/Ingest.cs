using System.Diagnostics;
using System.Net;

namespace Mainstay.Bench.Server;

/// <summary>How many events are taken a second in batches of 50, each on the disk before it is answered; alone, and with scoring beside.</summary>
internal static class Ingest
{
    private const int Senders = 24;
    private const int EventsPerBatch = 50;

    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(12);

    public static async Task RunAsync(Site site)
    {
        await MeasureAsync(site, "warm-up", 100, TimeSpan.FromSeconds(3));
        await MeasureAsync(site, "without scoring", 200, Lasts);
        await site.ScoreAsync();
        await MeasureAsync(site, "with scoring", 300, Lasts);
    }

    private static async Task MeasureAsync(Site site, string name, int seed, TimeSpan lasts)
    {
        var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var all = await Task.WhenAll(Enumerable.Range(0, Senders).Select(i => Task.Run(async () =>
        {
            var (sending, times, refused) = (new Sending(site, seed + i), new List<double>(), 0);
            while (Stopwatch.GetElapsedTime(began) < lasts)
            {
                var sent = Stopwatch.GetTimestamp();
                if (await sending.BatchAsync(EventsPerBatch) == HttpStatusCode.OK)
                {
                    times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                }
                else
                {
                    refused++;
                }
            }

            return (times, refused);
        })));
        var (took, used) = (Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        double[] times = [.. all.SelectMany(a => a.times)];
        Figures.Say(
            $"  {name}: {times.Length * EventsPerBatch / took:#,0} events/s, request median {Figures.Quantile(times, 0.5):0.0} ms, p99 {Figures.Quantile(times, 0.99):0.0} ms, refused {all.Sum(a => a.refused)}, {used * 1e6 / (times.Length * EventsPerBatch):0.0} cpu-us/event, {Environment.WorkingSet / 1e6:#,0} MB");
    }
}
