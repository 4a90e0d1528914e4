using System.Globalization;
using Mainstay.Bench.Server;

// server latency|ingest|rescore DATABASE MODEL [ACCOUNTS]: client and server in this process, over loopback, against a new
// database. bench/Server/run.sh runs all of them on both databases. Whatever is sent is bounded in number and time.
if (args is not [var what, var target, var model, ..])
{
    Console.Error.WriteLine("usage: server latency|ingest|rescore DATABASE MODEL [ACCOUNTS]");
    return 2;
}

var accounts = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 1000;
await using var site = await Site.StartAsync(target, model, accounts);
Figures.Say($"{what} on {(target.Contains('=', StringComparison.Ordinal) ? "PostgreSQL" : "SQLite")}, {accounts:#,0} accounts; {Environment.ProcessorCount} processors, load {File.ReadAllText("/proc/loadavg").Trim()}");
switch (what)
{
    case "latency":
        await Latency.RunAsync(site);
        break;
    case "ingest":
        await Ingest.RunAsync(site);
        break;
    case "rescore":
        await Rescore.RunAsync(site);
        break;
    default:
        Console.Error.WriteLine($"There is no bench '{what}'.");
        return 2;
}

return 0;
