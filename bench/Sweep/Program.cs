using System.Diagnostics;
using Mainstay.Bench.Sweep;
using Mainstay.Core.Scores.Sweeping;
using Mainstay.Core.Signals.Sweeping;
using Mainstay.Runtime.Models;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;

// usage: Mainstay.Bench.Sweep DATA [--threads N] [--reps N] [--from DATE --to DATE] [--scaling CSV --plot SVG]
// DATA is a folder made by the reference workload's generator. Prints times and the checksum line of its specification.
if (args.Length == 0)
{
    Console.Error.WriteLine("usage: Mainstay.Bench.Sweep DATA [--threads N] [--reps N] [--from DATE --to DATE] [--scaling CSV --plot SVG]");
    return 2;
}

var root = Places.Root();
var model = ModelFile.CompileModel(File.ReadAllText(Path.Combine(root, "models", "reference.yaml"))).Value!;
var mapping = (await MappingReader.ReadFileAsync(Path.Combine(root, "samples", "mappings", "peers.yaml"))).Mapping!;
var clock = Stopwatch.StartNew();
var (book, report) = await BookFile.LoadAsync(args[0], mapping);
Console.WriteLine($"load    {clock.Elapsed.TotalSeconds,8:0.000} s  {report.Facts:#,0} facts, {book.Accounts.Length:#,0} accounts");

if (Text("--scaling") is { } table)
{
    var points = new Scaling(model, book.Accounts, mapping.Calendar, Option("--to", new(2026, 1, 1)), int.Parse(Text("--reps") ?? "5", System.Globalization.CultureInfo.InvariantCulture))
        .Measure().ToArray();
    File.WriteAllText(table, Scaling.Csv(points));
    File.WriteAllText(Text("--plot") ?? Path.ChangeExtension(table, ".svg"), Scaling.Svg(points));
    return 0;
}

var grid = new DayGrid(mapping.Calendar, Option("--from", new(2025, 1, 2)), Option("--to", new(2026, 1, 1)), ScoreSweep.LeadInOf(model));
var threads = int.Parse(Text("--threads") ?? "2", System.Globalization.CultureInfo.InvariantCulture);
var reps = int.Parse(Text("--reps") ?? "7", System.Globalization.CultureInfo.InvariantCulture);
Panel? panel = null;
for (var rep = 0; rep < reps; rep++)
{
    panel = null;
    GC.Collect();
    var cpu = Environment.CpuUsage.TotalTime;
    clock.Restart();
    panel = Panel.Sweep(model, book.Accounts, grid, threads);
    var used = Environment.CpuUsage.TotalTime - cpu;
    Console.WriteLine($"sweep   {clock.Elapsed.TotalSeconds,8:0.000} s  cpu {used.TotalSeconds:0.000} s  {panel.Rows:#,0} rows, {threads} threads");
}

for (var rep = 0; rep < Math.Max(reps, 3); rep++)
{
    var cpu = Environment.CpuUsage.TotalTime;
    clock.Restart();
    var reweighted = panel!.Reweighted(model, threads);
    Console.WriteLine($"reweigh {clock.Elapsed.TotalSeconds,8:0.000} s  cpu {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.000} s  mean {reweighted:0.0000}");
}

var lastDay = new DayGrid(mapping.Calendar, grid.DateOf(grid.Count - 1), grid.DateOf(grid.Count - 1), ScoreSweep.LeadInOf(model));
for (var rep = 0; rep < Math.Max(reps, 5); rep++)
{
    var cpu = Environment.CpuUsage.TotalTime;
    clock.Restart();
    var rows = Panel.Sweep(model, book.Accounts, lastDay, threads).Rows;
    Console.WriteLine($"day     {clock.Elapsed.TotalSeconds,8:0.000} s  cpu {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds:0.000} s  {rows:#,0} rows of the last day");
}

var one = new ScoreSweep(model, grid, kind => book.Accounts[0][kind].Columns);
var times = book.Accounts.Take(2000).Select(account =>
{
    var start = Stopwatch.GetTimestamp();
    one.Of(account);
    return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
}).Order().ToArray();
Console.WriteLine($"account {times[times.Length / 2],8:0.0} µs median, {times[times.Length * 99 / 100]:0.0} µs p99 for its {grid.Reported} days");
Console.WriteLine($"peak    {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6,8:#,0} MB");
Console.WriteLine(panel!.Checksum(model));
return 0;

string? Text(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;

DateOnly Option(string name, DateOnly fallback) =>
    Text(name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : fallback;
