using System.Diagnostics;

namespace Mainstay.Bench.Server;

/// <summary>Every account scored at one midnight from the store, snapshots, book and all.</summary>
internal static class Rescore
{
    public static async Task RunAsync(Site site)
    {
        var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await site.ScoreAsync();
        Figures.Say(
            $"  {site.Accounts:#,0} accounts in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.0} cpu-s; {Environment.WorkingSet / 1e6:#,0} MB");
    }
}
