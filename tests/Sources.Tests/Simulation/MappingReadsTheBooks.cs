using Mainstay.Core.Facts;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Tests.Simulation;

public sealed class MappingReadsTheBooks(Samples samples)
{
    [Fact]
    public async Task The_mapping_takes_every_field_it_writes_of_every_kind_from_the_column_of_its_name()
    {
        var mapping = await MappingAsync();
        Assert.Equal(Samples.Kinds.Select(k => $"{k.Name}.csv"), mapping.Files.Select(f => f.File));
        foreach (var (kind, file) in Samples.Kinds.Zip(mapping.Files))
        {
            var facts = Assert.Single(file.Facts);
            var fields = Samples.FieldsOf(kind);
            Assert.Equal(fields, facts.Fields.Select(f => f.Field.Name));
            Assert.All(facts.Fields, f => Assert.Equal(f.Field.Name, Assert.IsType<FieldSource.Column>(f.Source).Name));
        }
    }

    [Fact]
    public async Task Every_row_of_the_demo_company_becomes_a_fact() => await ReadsEveryRowAsync(samples.Folder, samples.Demo);

    [Fact]
    public async Task Every_row_of_the_harbour_becomes_a_fact() => await ReadsEveryRowAsync(Samples.HarbourFolder, samples.Harbour);

    [Fact]
    public async Task The_streams_are_fresh_up_to_the_last_day_of_the_demo_company_and_not_beyond()
    {
        var end = Instant.OfUtc(samples.Options.End);
        var streams = (await MappingAsync()).Streams;
        Assert.Equal(5, streams.Count);
        Assert.All(streams.Values, s => Assert.Equal((Instant.OfUtc(samples.Options.Start), end), (s.From, s.Through)));
    }

    [Fact]
    public void The_harbour_can_be_read_by_hand() =>
        Assert.InRange(samples.Harbour.Kinds.Sum(k => samples.Harbour[k].Length), 60, 149);

    private static async Task ReadsEveryRowAsync(string folder, Book rows)
    {
        var (book, report) = await BookFile.LoadAsync(folder, await MappingAsync(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(report.IsClean);
        Assert.Equal(0, report.Duplicates.Total);
        Assert.All(Samples.Kinds, kind => Assert.Equal(rows[kind.Name].Length, report.FactsOf(kind)));
        Assert.Equal(rows["companies"].Select(r => r["id"]).Distinct().Order(StringComparer.Ordinal), book.Accounts.Select(a => a.AccountId));
    }

    private static async Task<Mapping> MappingAsync()
    {
        var result = await MappingReader.ReadFileAsync(Places.Sample("mappings/demo.yaml"), TestContext.Current.CancellationToken);
        Assert.Empty(result.Findings);
        return result.Mapping!;
    }
}
