using System.Diagnostics;
using System.Globalization;
using Mainstay.Bench.Lists;
using Mainstay.Store;
using Mainstay.Store.Book;

// lists DATABASE [ACCOUNTS] [TIMES]: pages of the list of accounts, by every order and with every filter, first pages and deep ones, against
// a database that is filled first where it is empty. A file, or "Host=…" for PostgreSQL.
if (args is not [var target, ..])
{
    Console.Error.WriteLine("usage: lists DATABASE [ACCOUNTS] [TIMES]");
    return 2;
}

var accounts = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000;
var times = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 20;
await using var database = await Database.OpenAsync(target, CancellationToken.None);
await MadeUpBook.FillAsync(database, accounts);

(string Name, Func<BookQuery, BookQuery> With)[] filters =
[
    ("all", q => q),
    ("tier", q => q with { Tier = "red" }),
    ("trend", q => q with { Trend = "Declining" }),
    ("owner", q => q with { Owner = "csm-7@vendor.example" }),
    ("segment", q => q with { Segment = "enterprise" }),
    ("name", q => q with { Search = "meridian 4" }),
    ("no name", q => q with { Search = "nothing is called so" }),
    ("several", q => q with { Tier = "yellow", Segment = "smb", Trend = "Stable" }),
];
var all = new List<double>();
Console.WriteLine($"{accounts:#,0} accounts on {(Database.IsServer(target) ? "PostgreSQL" : "SQLite")}; load {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
foreach (var (name, with) in filters)
{
    var ofFilter = new List<double>();
    foreach (var (sort, descending) in Enum.GetValues<BookSort>().SelectMany(s => new[] { (s, false), (s, true) }))
    {
        var query = with(new BookQuery { Workspace = MadeUpBook.Workspace, Sort = sort, Descending = descending, Limit = 51 });
        BookPlace? place = null;
        for (var i = -2; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var rows = await database.Book.ListAsync(query, asOf: null, place, CancellationToken.None);
            if (i >= 0)
            {
                ofFilter.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            // Page after page, and from the start again at the end.
            place = rows.Length == 51 ? rows[49].Place : null;
        }
    }

    Say(name, ofFilter);
    all.AddRange(ofFilter);
}

Say("any", all);
return 0;

static void Say(string name, List<double> times)
{
    var sorted = times.Order().ToArray();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {name,-8} p50 {sorted[sorted.Length / 2]:0.0} ms, p95 {sorted[(int)(sorted.Length * 0.95)]:0.0} ms, worst {sorted[^1]:0.0} ms of {sorted.Length} pages"));
}
