using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Tests.Files;

/// <summary>An import of data that nobody here wrote, against counts made with another CSV reader.</summary>
public sealed class RavenStackTests
{
    private static readonly string Folder = Places.Shared("data/ravenstack");

    [Fact]
    public async Task Every_row_of_RavenStack_becomes_the_facts_that_a_naive_count_finds()
    {
        var report = (await LoadAsync()).Report;
        var subscriptions = Naive("ravenstack_subscriptions");

        Assert.True(report.IsClean);
        Assert.Equal(Naive("ravenstack_accounts").Count, report.FactsOf(FactKinds.Companies));
        Assert.Equal(subscriptions.Count + subscriptions.Count(r => r["end_date"].Length > 0), report.FactsOf(FactKinds.Subscriptions));
        Assert.Equal(Naive("ravenstack_support_tickets").Count, report.FactsOf(FactKinds.Tickets));
        Assert.Equal(Naive("ravenstack_feature_usage").Count, report.FactsOf(FactKinds.Usage));
        Assert.Equal(Naive("ravenstack_churn_events").Count, report.FactsOf(FactKinds.Outcomes));
    }

    [Fact]
    public async Task Every_account_of_RavenStack_has_the_facts_that_a_naive_join_finds()
    {
        var book = (await LoadAsync()).Book;
        var accountOf = Naive("ravenstack_subscriptions").ToDictionary(r => r["subscription_id"], r => r["account_id"]);
        var quantities = Naive("ravenstack_feature_usage").GroupBy(r => accountOf[r["subscription_id"]])
            .ToDictionary(g => g.Key, g => g.Sum(r => int.Parse(r["usage_count"])));
        var critical = Naive("ravenstack_support_tickets").Where(r => r["priority"] == "urgent").GroupBy(r => r["account_id"])
            .ToDictionary(g => g.Key, g => g.Count());
        var revenue = Naive("ravenstack_subscriptions").Where(r => r["end_date"].Length == 0).GroupBy(r => r["account_id"])
            .ToDictionary(g => g.Key, g => g.Sum(r => 100 * int.Parse(r["mrr_amount"])));
        var late = PointInTime.At(Instant.OfUtc(new DateOnly(2030, 1, 1)));

        Assert.Equal(Naive("ravenstack_accounts").Select(r => r["account_id"]).Order(StringComparer.Ordinal), book.Accounts.Select(a => a.AccountId));
        foreach (var account in book.Accounts)
        {
            var usage = account.Visible(FactKinds.Usage, late).Sum(f => f.Number(FactKinds.Usage["quantity"]));
            var tickets = account.Visible(FactKinds.Tickets, late).Count(f => f.Text(FactKinds.Tickets["priority"]) == "critical");
            var open = account.Visible(FactKinds.Subscriptions, late).Where(f => f.Time(FactKinds.Subscriptions["ends_at"]) is null);
            Assert.Equal(quantities.GetValueOrDefault(account.AccountId), usage);
            Assert.Equal(critical.GetValueOrDefault(account.AccountId), tickets);
            Assert.Equal(revenue.GetValueOrDefault(account.AccountId), open.Sum(f => f.Number(FactKinds.Subscriptions["mrr"])));
        }
    }

    [Fact]
    public async Task The_21_usage_ids_that_RavenStack_gave_twice_are_found_and_all_its_rows_kept()
    {
        var report = (await LoadAsync()).Report;

        Assert.Equal(new DuplicateCount(Exact: 0, Conflicting: 0, Shared: 21), report.Duplicates);
        Assert.Equal(21, report.Files.Single(f => f.File == "ravenstack_feature_usage.csv").Duplicates.Shared);
    }

    [Fact]
    public async Task The_end_of_a_subscription_is_not_known_before_it_ends()
    {
        var book = (await LoadAsync()).Book;
        var ended = Naive("ravenstack_subscriptions").First(r => r["end_date"].Length > 0 && r["end_date"] != r["start_date"]);
        var end = DateOnly.ParseExact(ended["end_date"], "yyyy-MM-dd");
        var account = book.Find(ended["account_id"])!;

        Assert.Null(EndAt(end.AddDays(-1)));
        Assert.Equal(Instant.OfUtc(end), EndAt(end));

        Instant? EndAt(DateOnly day) => account.Visible(FactKinds.Subscriptions, PointInTime.At(Instant.OfUtc(day)))
            .Single(f => f.Id == ended["subscription_id"]).Time(FactKinds.Subscriptions["ends_at"]);
    }

    private static async Task<(Book Book, ImportReport Report)> LoadAsync()
    {
        Assert.SkipWhen(!Directory.Exists(Folder), $"RavenStack is not at {Folder}.");
        var mapping = await MappingReader.ReadFileAsync(Places.Sample("mappings/ravenstack.yaml"), TestContext.Current.CancellationToken);
        Assert.Empty(mapping.Findings);
        return await BookFile.LoadAsync(Folder, mapping.Mapping!, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static List<Dictionary<string, string>> Naive(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Folder, file + ".csv.gz")), CompressionMode.Decompress));
        using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Select(r => ((IDictionary<string, object>)r).ToDictionary(c => c.Key, c => (string)c.Value))];
    }
}
