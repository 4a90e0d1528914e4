using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Sweeping;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Bench.Sweep;

/// <summary>How the time of a sweep grows with threads, accounts, days and signals: the best of several runs of each.</summary>
internal sealed class Scaling(HealthModel model, ImmutableArray<AccountHistory> accounts, Core.Facts.Calendar calendar, DateOnly to, int reps)
{
    private const int Year = 365;

    /// <param name="What">What is varied.</param>
    /// <param name="Wall">Seconds.</param>
    /// <param name="Cpu">Seconds of all processors.</param>
    public sealed record Point(string What, int Value, int Rows, double Wall, double Cpu);

    public static string Csv(IEnumerable<Point> points) => "varied,value,rows,wall_seconds,cpu_seconds\n" + string.Concat(points.Select(p =>
        string.Create(CultureInfo.InvariantCulture, $"{p.What},{p.Value},{p.Rows},{p.Wall:0.0000},{p.Cpu:0.0000}\n")));

    public static string Svg(IEnumerable<Point> points) => new Plot(points
        .GroupBy(p => p.What, StringComparer.Ordinal)
        .Select(g => new Plot.Panel(
            $"by {g.Key}",
            g.Key,
            [
                new("seconds", "#1f6f8b", [.. g.Select(p => ((double)p.Value, p.Wall))]),
                new("processor seconds", "#c2571a", [.. g.Select(p => ((double)p.Value, p.Cpu))]),
            ]))).ToSvg();

    public IEnumerable<Point> Measure()
    {
        var most = Environment.ProcessorCount;
        foreach (var threads in Enumerable.Range(1, most))
        {
            yield return Best("threads", threads, model, accounts, Year, threads);
        }

        // Every tenth account, every fifth…, so that each part is like the whole.
        foreach (var tenths in (int[])[1, 2, 4, 6, 8, 10])
        {
            ImmutableArray<AccountHistory> part = [.. accounts.Where((_, i) => i % 10 < tenths)];
            yield return Best("accounts", part.Length, model, part, Year, most);
        }

        foreach (var days in (int[])[1, 30, 90, 180, 270, Year])
        {
            yield return Best("days", days, model, accounts, days, most);
        }

        foreach (var signals in (int[])[1, 2, 4, 6, 8, 10, 12, model.Signals.Length])
        {
            yield return Best("signals", signals, Only(signals), accounts, Year, most);
        }
    }

    private Point Best(string what, int value, HealthModel varied, ImmutableArray<AccountHistory> some, int days, int threads)
    {
        var grid = new DayGrid(calendar, to.AddDays(1 - days), to, ScoreSweep.LeadInOf(varied));
        var (rows, wall, cpu) = (0, double.MaxValue, double.MaxValue);
        for (var rep = 0; rep < reps; rep++)
        {
            GC.Collect();
            var used = Environment.CpuUsage.TotalTime;
            var clock = Stopwatch.StartNew();
            rows = Panel.Sweep(varied, some, grid, threads).Rows;
            wall = Math.Min(wall, clock.Elapsed.TotalSeconds);
            cpu = Math.Min(cpu, (Environment.CpuUsage.TotalTime - used).TotalSeconds);
        }

        return new Point(what, value, rows, wall, cpu);
    }

    // The first signals that weigh anything, in one dimension: a score needs one.
    private HealthModel Only(int count)
    {
        var weighed = model.Primary.Dimensions.SelectMany(d => d.Signals).ToArray();
        ImmutableArray<SignalDefinition> signals = [.. weighed.Select(w => w.Signal).Concat(model.Signals).Distinct().Take(count)];
        var dimension = new DimensionDefinition("all", 1, Combination.Mean, [.. weighed.Where(w => signals.Contains(w.Signal))]);
        return model with { Signals = signals, Scores = [model.Primary with { Dimensions = [dimension] }] };
    }
}
