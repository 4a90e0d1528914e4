using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;

// Reads a folder into a book, again and again: ingest FOLDER MAPPING [TIMES]. With DUCK_HOME (a folder where
// `npm i @duckdb/node-api` was run) and DUCK_SCRIPT (duck.mjs of the reference workload) it reads the same folder with
// DuckDB in the same run. CPU seconds are told beside wall time, because they survive a busy machine.
if (args is not [var folder, var mappingFile, ..])
{
    Console.Error.WriteLine("usage: ingest FOLDER MAPPING [TIMES]");
    return 2;
}

var times = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3;
var read = await MappingReader.ReadFileAsync(mappingFile);
if (read.Mapping is not { } mapping)
{
    Console.Error.WriteLine(string.Join('\n', read.Findings));
    return 2;
}

var bytes = mapping.Files.Select(f => new FileInfo(Path.Combine(folder, f.File))).Sum(f => f.Exists ? f.Length : 0);
var (walls, cpus) = (new List<double>(), new List<double>());
for (var time = 0; time <= times; time++)
{
    GC.Collect();
    var (cpu, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
    var (book, report) = await BookFile.LoadAsync(folder, mapping);
    var (wall, used) = (Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    Say($"{(time == 0 ? "first " : "")}{wall:0.000} s, {used:0.000} cpu-s, {report.Rows / wall / 1e6:0.0} M rows/s, {bytes / wall / 1e9:0.00} GB/s, {report.Rows:#,0} rows, {book.Accounts.Length:#,0} accounts, rejected {report.Rejected}");
    if (time > 0)
    {
        walls.Add(wall);
        cpus.Add(used);
    }
}

Say($"mainstay: median {Median(walls):0.000} s, {Median(cpus):0.000} cpu-s; peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:#,0} MB; {Environment.ProcessorCount} processors, load {File.ReadAllText("/proc/loadavg").Trim()}");
if (Environment.GetEnvironmentVariable("DUCK_HOME") is { } && Environment.GetEnvironmentVariable("DUCK_SCRIPT") is { } script)
{
    using var node = Process.Start(new ProcessStartInfo("node", [script, folder, "--reps", times.ToString(CultureInfo.InvariantCulture), "--only", "ingest"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
    var output = await node.StandardOutput.ReadToEndAsync();
    await node.WaitForExitAsync();
    var runs = Regex.Matches(output, "^ingest .*\"TOTAL\":(?<wall>[0-9.]+),\"cpu\":(?<cpu>[0-9.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Skip(1).ToArray();
    var (duckWall, duckCpu) = (Median(Numbers(runs, "wall")), Median(Numbers(runs, "cpu")));
    Say($"duckdb:   median {duckWall:0.000} s, {duckCpu:0.000} cpu-s; mainstay takes {Median(walls) / duckWall:0.00} of its time, {Median(cpus) / duckCpu:0.00} of its cpu");
}

return 0;

static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

static List<double> Numbers(Match[] runs, string group) => [.. runs.Select(r => double.Parse(r.Groups[group].Value, CultureInfo.InvariantCulture))];

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
