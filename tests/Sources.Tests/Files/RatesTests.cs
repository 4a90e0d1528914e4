using Mainstay.Core.Facts.Currencies;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Tests.Files;

public sealed class RatesTests
{
    private const string Mapping = Importing.Tickets + "\nrates: { file: rates.csv, date: day, from: { constant: eur }, to: currency, rate: value }";

    [Fact]
    public async Task Good_rows_become_rates_and_bad_ones_are_told_with_line_and_column()
    {
        var report = await ImportAsync("day,currency,value\n2026-01-02,USD,1.0842\n2026-01-01,jpy,160.5\n2026-02-30,USD,1\n2026-02-01,$,1\n2026-02-01,USD,0\n2026-02-01,EUR,1\n2026-02-01,USD,\n");

        Assert.Equal([new ExchangeRate(new(2026, 1, 1), "EUR", "JPY", 160.5m), new ExchangeRate(new(2026, 1, 2), "EUR", "USD", 1.0842m)], report.Rates.All);
        Assert.Equal(
            [
                "rates.csv:4: day has '2026-02-30', expected a time written as iso",
                "rates.csv:5: currency has '$', expected a code of three letters such as EUR",
                "rates.csv:6: value has '0', expected a rate above zero such as 1.0842",
                "rates.csv:7: currency has 'EUR', expected another currency than EUR",
                "rates.csv:8: value has '', expected a rate",
            ],
            report.Files[^1].Examples.Select(e => e.ToString()));
    }

    [Fact]
    public async Task A_file_without_a_column_leaves_its_rates_out()
    {
        var report = await ImportAsync("day,currency,rate\n2026-01-02,USD,1.0842\n");

        Assert.Empty(report.Rates.All);
        Assert.StartsWith("The header has no column 'value'.", report.Files[^1].Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_book_in_memory_has_the_same_rates()
    {
        using var folder = new TestFolder();
        folder.Write("tickets.csv", Importing.Header + "1,acme,,2026-01-01,,\n");
        folder.Write("rates.csv", "day,currency,value\n2026-01-02,USD,1.0842\n");

        var (book, _) = await BookFile.LoadAsync(folder.Root, Importing.Map(Mapping), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([new ExchangeRate(new(2026, 1, 2), "EUR", "USD", 1.0842m)], book.Find("acme")!.Rates.All);
    }

    [Fact]
    public void A_file_of_facts_is_no_file_of_rates() => Assert.Contains(
        MappingReader.Read(Mapping.Replace("rates.csv", "tickets.csv", StringComparison.Ordinal)).Findings,
        f => f.Message.Contains("A file of rates holds nothing else.", StringComparison.Ordinal));

    private static async Task<ImportReport> ImportAsync(string rates) =>
        (await Importing.ImportAsync(Mapping, ("tickets.csv", Importing.Header), ("rates.csv", rates))).Report;
}
