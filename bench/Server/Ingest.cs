using System.Diagnostics;

namespace Mainstay.Bench.Server;

/// <summary>How many events are taken a second in batches of 50, each on the disk before it is answered; alone, and with scoring beside.</summary>
internal static class Ingest
{
    private const int Senders = 64;
    private const int EventsPerBatch = 50;

    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(12);

    public static async Task RunAsync(Site site)
    {
        Measure(site, "warm-up", 100, TimeSpan.FromSeconds(3));
        MeasureEmpty(site);
        Measure(site, "without scoring", 200, Lasts);
        await site.ScoreAsync();
        Measure(site, "with scoring", 300, Lasts);
    }

    private static void Measure(Site site, string name, int seed, TimeSpan lasts)
    {
        var (times, refused, took, used) = Run(site, seed, EventsPerBatch, lasts);
        Figures.Say(
            $"  {name}: {times.Length * EventsPerBatch / took:#,0} events/s, request median {Figures.Quantile(times, 0.5):0.0} ms, p99 {Figures.Quantile(times, 0.99):0.0} ms, refused {refused}, {used * 1e6 / (times.Length * EventsPerBatch):0.0} cpu-us/event, {Environment.WorkingSet / 1e6:#,0} MB");
    }

    // What sending and answering cost by themselves: no event can be cheaper than its part of this.
    private static void MeasureEmpty(Site site)
    {
        var (times, _, took, used) = Run(site, seed: 0, events: 0, TimeSpan.FromSeconds(3));
        Figures.Say($"  empty batches: {times.Length / took:#,0} requests/s, {used * 1e6 / times.Length:0.0} cpu-us/request");
    }

    private static (double[] Milliseconds, int Refused, double Seconds, double CpuSeconds) Run(Site site, int seed, int events, TimeSpan lasts)
    {
        var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var (times, refused) = (new List<double>[Senders], new int[Senders]);
        Thread[] senders = [.. Enumerable.Range(0, Senders).Select(i => new Thread(() => (times[i], refused[i]) = Send(i)))];
        Array.ForEach(senders, sender => sender.Start());
        Array.ForEach(senders, sender => sender.Join());
        return ([.. times.SelectMany(t => t)], refused.Sum(), Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);

        (List<double> Times, int Refused) Send(int index)
        {
            using var sender = new Sender(site, seed + index);
            var (sent, turnedAway) = (new List<double>(), 0);
            while (Stopwatch.GetElapsedTime(began) < lasts)
            {
                var since = Stopwatch.GetTimestamp();
                if (sender.Batch(events) == 200)
                {
                    sent.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
                }
                else
                {
                    turnedAway++;
                }
            }

            return (sent, turnedAway);
        }
    }
}
