using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using Mainstay.Core.Facts;
using Mainstay.Core.Scores.Evaluation;
using Mainstay.Core.Scores.Models;
using Mainstay.Core.Scores.Reports;
using Mainstay.Core.Signals;
using Mainstay.Sources.Documents;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Tests.Files;

/// <summary>Public data that others made, through the mappings in samples: imported, scored, explained, and counted again in another way.</summary>
public sealed class SampleMappingTests
{
    private const string Product = """
        model: product
        eligible: { subscriptions: held }
        tiers: { green: 70, yellow: 40, red: 0 }
        minimum_coverage: 0
        signals:
          use_28d: { measure: { sum: quantity, in: usage, window: 28d }, curve: [ [0, 0], [2000, 100] ] }
          features_28d: { measure: { distinct: event, in: usage, window: 28d }, curve: [ [0, 0], [20, 100] ] }
          days_to_renewal: { measure: { days_until: ends_at, in: subscriptions, while: held }, curve: [ [0, 0], [90, 100] ] }
        scores: { health: { use: { weight: 3, signals: [use_28d, features_28d] }, term: { weight: 1, signals: [days_to_renewal] } } }
        """;

    [Theory]
    [InlineData("crm5", "fightchurn_crm5", "2023-07-05", 7)]
    [InlineData("socialnet7", "fightchurn_socialnet7", "2020-09-01", 1)]
    public async Task Counts_in_columns_become_usage_that_is_known_when_its_period_is_over(string mapping, string data, string day, int period)
    {
        var (book, report) = await LoadAsync(mapping, data);
        var asOf = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var usage = Naive(data, "usage").Select(r => (Account: r["account_id"], Start: Date(r["period_start"]), Counts: r.Where(c => IsCount(mapping, c.Key)).ToArray())).ToArray();
        var seen = usage.Where(u => u.Start >= asOf.AddDays(-28) && u.Start.AddDays(period) <= asOf).ToLookup(u => u.Account, u => u.Counts);

        Assert.True(report.IsClean);
        Assert.Equal(usage.Sum(u => u.Counts.Count(c => c.Value != "0")), report.FactsOf(FactKinds.Usage));
        Assert.Equal(Naive(data, "outcomes").Count(o => o["churned"] == "1"), report.FactsOf(FactKinds.Outcomes));
        Assert.Equal(Naive(data, "subscriptions").Count, report.FactsOf(FactKinds.Subscriptions));
        foreach (var score in Scores(book, Product, asOf, every: 7))
        {
            var counts = seen[score.AccountId].SelectMany(c => c).Where(c => c.Value != "0").ToArray();
            Assert.Equal(counts.Sum(c => double.Parse(c.Value, CultureInfo.InvariantCulture)), Value(score, "use_28d"));
            Assert.Equal(counts.Select(c => c.Key).Distinct().Count(), Value(score, "features_28d"));
        }
    }

    [Theory]
    [InlineData("fightchurn_crm5")]
    [InlineData("fightchurn_socialnet7")]
    public void No_term_ends_before_its_period_is_over_so_its_end_tells_nothing_of_the_future(string data)
    {
        foreach (var term in Naive(data, "subscriptions"))
        {
            Assert.True(Date(term["end_date"]) >= Date(term["start_date"]).AddMonths(int.Parse(term["bill_period_months"], CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData("crm5", "fightchurn_crm5", "2023-07-05")]
    [InlineData("socialnet7", "fightchurn_socialnet7", "2020-09-01")]
    public async Task An_account_is_scored_while_one_of_its_terms_holds_and_its_renewal_is_that_terms_end(string mapping, string data, string day)
    {
        var (book, _) = await LoadAsync(mapping, data);
        var asOf = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var ends = Naive(data, "subscriptions").Where(t => Date(t["start_date"]) <= asOf && asOf < Date(t["end_date"]))
            .ToDictionary(t => t["account_id"], t => (double)(Date(t["end_date"]).DayNumber - asOf.DayNumber));

        Assert.NotEmpty(ends);
        Assert.Equal(ends.OrderBy(e => e.Key, StringComparer.Ordinal), Scores(book, Product, asOf, every: 1).ToDictionary(s => s.AccountId, s => Value(s, "days_to_renewal")).OrderBy(e => e.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_household_is_scored_until_its_contract_ends_and_the_end_is_not_known_before()
    {
        const string Contract = """
            model: contract
            eligible: { subscriptions: held }
            tiers: { green: 70, yellow: 40, red: 0 }
            minimum_coverage: 0
            signals:
              mrr: { measure: { sum: mrr, in: subscriptions, while: held }, curve: [ [0, 0], [10000, 100] ] }
              days_to_end: { measure: { days_until: ends_at, in: subscriptions, while: held }, curve: [ [0, 0], [90, 100] ] }
            scores: { health: { contract: { weight: 1, signals: [mrr, days_to_end] } } }
            """;
        var (book, report) = await LoadAsync("telco-dated", "telco_ibm");
        var rows = Naive("telco_ibm", "telco_dated_interconnect");
        Assert.True(report.IsClean);
        Assert.Equal((7043L, 1869L), (report.FactsOf(FactKinds.Companies), report.FactsOf(FactKinds.Outcomes)));
        foreach (var asOf in (DateOnly[])[new(2019, 10, 31), new(2019, 11, 1), new(2020, 1, 1)])
        {
            var held = rows.Where(r => Date(r["BeginDate"]) <= asOf && (r["EndDate"].Length == 0 || Date(r["EndDate"]) > asOf)).ToDictionary(r => r["customerID"]);
            var scores = Scores(book, Contract, asOf, every: 1).ToArray();

            Assert.Equal(held.Keys.Order(StringComparer.Ordinal), scores.Select(s => s.AccountId));
            Assert.All(scores, s => Assert.IsType<Reading.Missing>(s.Signal("days_to_end").Reading));
            Assert.All(scores, s => Assert.Equal(Math.Round(decimal.Parse(held[s.AccountId]["MonthlyCharges"], CultureInfo.InvariantCulture) * 100), (decimal)Value(s, "mrr")));
        }
    }

    [Theory]
    [InlineData("grocery", "2007-04-01", "{ count: usage, window: 90d }")]
    [InlineData("cdnow", "1997-10-01", "{ sum: quantity, in: usage, window: 90d }")]
    public async Task Purchases_become_usage_of_customers_without_contracts(string mapping, string day, string measure)
    {
        var (book, report) = await LoadAsync(mapping, "btyd");
        var rows = Naive("btyd", mapping);
        var asOf = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var seen = rows.Where(r => Date(r["date"]) >= asOf.AddDays(-90) && Date(r["date"]) < asOf)
            .GroupBy(r => r["customer_id"]).ToDictionary(r => r.Key, r => r.Sum(p => p.TryGetValue("cds", out var cds) ? double.Parse(cds, CultureInfo.InvariantCulture) : 1));
        var model = $$"""
            model: purchases
            eligible: everyone
            tiers: { green: 70, yellow: 40, red: 0 }
            signals: { bought: { measure: {{measure}}, curve: [ [0, 0], [10, 100] ] } }
            scores: { health: { use: { weight: 1, signals: [bought] } } }
            """;

        Assert.True(report.IsClean);
        Assert.Equal(rows.Count, report.FactsOf(FactKinds.Usage));
        Assert.All(Scores(book, model, asOf, every: 1), score => Assert.Equal(seen.GetValueOrDefault(score.AccountId), Value(score, "bought")));
    }

    [Fact]
    public async Task Incidents_become_tickets_of_their_locations()
    {
        const string Support = """
            model: support
            eligible: everyone
            tiers: { green: 70, yellow: 40, red: 0 }
            minimum_coverage: 0
            signals:
              open: { measure: { open: tickets }, curve: [ [0, 100], [50, 0] ] }
              open_critical: { measure: { open: tickets, where: { priority: critical } }, curve: [ [0, 100], [3, 0] ] }
              resolution_30d: { measure: { mean: resolution_time, unit: hours, in: tickets, on: solved_at, window: 30d }, curve: [ [12, 100], [144, 0] ] }
            scores: { health: { support: { weight: 1, signals: [open, open_critical, resolution_30d] } } }
            """;
        var (book, report) = await LoadAsync("it-incidents", "it_incidents");
        var rows = Naive("it_incidents", "incidents").Where(r => r["location"] != "?").ToArray();
        var asOf = new DateTime(2016, 4, 20, 0, 0, 0, DateTimeKind.Unspecified);
        var open = rows.Where(r => Time(r["opened_at"]) <= asOf && (r["resolved_at"].Length == 0 || Time(r["resolved_at"]) > asOf)).ToLookup(r => r["location"]);
        var solved = rows.Where(r => r["resolved_at"].Length > 0 && Time(r["resolved_at"]) >= asOf.AddDays(-30) && Time(r["resolved_at"]) < asOf).ToLookup(r => r["location"]);

        Assert.True(report.IsClean);
        Assert.Equal(rows.Length, report.FactsOf(FactKinds.Tickets));
        foreach (var score in Scores(book, Support, DateOnly.FromDateTime(asOf), every: 1))
        {
            Assert.Equal(open[score.AccountId].Count(), Value(score, "open"));
            Assert.Equal(open[score.AccountId].Count(r => r["priority"] == "1 - Critical"), Value(score, "open_critical"));
            if (solved[score.AccountId].Any())
            {
                Assert.Equal(solved[score.AccountId].Average(r => (Time(r["resolved_at"]) - Time(r["opened_at"])).TotalHours), Value(score, "resolution_30d"), 9);
            }
        }
    }

    private static bool IsCount(string mapping, string column) =>
        column is not "account_id" and not "period_start" && (column != "active_users" || mapping == "crm5");

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTime Time(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static double Value(ScoreReport score, string signal) => Assert.IsType<Reading.Observed>(score.Signal(signal).Reading).Value;

    /// <summary>Reports of every n-th account that is scored; the lines of each add up to its score.</summary>
    private static IEnumerable<ScoreReport> Scores(Book book, string yaml, DateOnly asOf, int every)
    {
        var (model, findings) = ModelReader.Read(YamlReader.Read(yaml).Root!, "test");
        Assert.Empty(findings);
        foreach (var account in book.Accounts.Where((_, i) => i % every == 0))
        {
            if (Evaluator.Evaluate(model!, account, PointInTime.At(Instant.OfUtc(asOf))) is { } report)
            {
                Assert.Equal(report.Primary.Published, report.Primary.PublishedParts().Sum());
                yield return report;
            }
        }
    }

    private static async Task<(Book Book, ImportReport Report)> LoadAsync(string mapping, string data)
    {
        var folder = Places.Shared($"data/{data}");
        Assert.SkipWhen(!Directory.Exists(folder), $"There is no {folder}.");
        var read = await MappingReader.ReadFileAsync(Places.Sample($"mappings/{mapping}.yaml"), TestContext.Current.CancellationToken);
        Assert.Empty(read.Findings);
        return await BookFile.LoadAsync(folder, read.Mapping!, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static List<Dictionary<string, string>> Naive(string data, string file)
    {
        var path = Places.Shared($"data/{data}/{file}.csv.gz");
        Assert.SkipWhen(!File.Exists(path), $"There is no {path}.");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Select(r => ((IDictionary<string, object>)r).ToDictionary(c => c.Key, c => (string)c.Value))];
    }
}
