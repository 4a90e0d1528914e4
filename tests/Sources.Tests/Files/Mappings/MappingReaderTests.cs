using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;
using Stream = Mainstay.Core.Facts.Stream;

namespace Mainstay.Sources.Tests.Files.Mappings;

public sealed class MappingReaderTests
{
    [Fact]
    public void Every_mistake_of_a_mapping_is_found_at_once()
    {
        var result = MappingReader.Read(Approved.Input("wrong-mapping.yaml"));

        Assert.Null(result.Mapping);
        Approved.Check("wrong-mapping.txt", string.Join('\n', result.Findings) + "\n");
    }

    [Fact]
    public void Files_that_wait_for_each_other_are_refused()
    {
        const string Yaml = """
            mapping: circle
            files:
              - file: a.csv
                into: { kind: subscriptions, id: s, account: { column: c, via: contacts } }
              - file: b.csv
                into: { kind: contacts, id: c, account: { column: s, via: subscriptions } }
            """;

        Assert.Equal(
            [
                "3:5: 'a.csv' finds its accounts via a file that waits for it in turn. Give one of them an account column.",
                "5:5: 'b.csv' finds its accounts via a file that waits for it in turn. Give one of them an account column.",
            ],
            MappingReader.Read(Yaml).Findings.Select(f => f.ToString()));
    }

    [Fact]
    public void A_stream_is_complete_up_to_the_end_of_its_last_local_day()
    {
        var mapping = Importing.Map("""
            mapping: m
            zone: Europe/Berlin
            streams: { tickets: { from: 2024-01-01, through: 2024-12-31, stale_after: 2w, lag: 90m } }
            files: [ { file: t.csv, into: { kind: tickets, account: a, id: i } } ]
            """);

        Assert.Equal(
            new Stream
            {
                IsConnected = true,
                From = Instant.Of(new DateTimeOffset(2023, 12, 31, 23, 0, 0, TimeSpan.Zero)),
                Through = Instant.Of(new DateTimeOffset(2024, 12, 31, 23, 0, 0, TimeSpan.Zero)),
                StaleAfterDays = 14,
                LagMicros = 90 * 60 * Instant.MicrosPerSecond,
            },
            mapping.Streams[FactKinds.Tickets]);
    }

    [Theory]
    [InlineData("usage: connected", "2:12: No file feeds usage, yet they are said to be connected: every account will count none of them.")]
    [InlineData("tickets: not connected", "2:12: A file feeds tickets, yet they are said not to be connected: what is read will not count.")]
    public void A_stream_that_contradicts_the_files_is_doubted_but_allowed(string stream, string warning)
    {
        var result = MappingReader.Read($$"""
            mapping: m
            streams: { {{stream}} }
            files: [ { file: t.csv, into: { kind: tickets, account: a, id: i } } ]
            """);

        Assert.NotNull(result.Mapping);
        Assert.Equal([warning], result.Findings.Select(f => f.ToString()));
    }

    [Fact]
    public void Several_counts_of_one_row_may_be_several_usage_facts()
    {
        var mapping = Importing.Map("""
            mapping: m
            files:
              - file: daily.csv
                into:
                  - { kind: usage, account: a, at: day, fields: { event: { constant: login }, quantity: logins } }
                  - { kind: usage, account: a, at: day, fields: { event: { constant: export }, quantity: exports } }
            """);

        Assert.Equal(2, mapping.Files[0].Facts.Length);
    }

    [Theory]
    [InlineData("ravenstack.yaml")]
    [InlineData("peers.yaml")]
    public async Task The_sample_mappings_are_without_findings(string file)
    {
        var result = await MappingReader.ReadFileAsync(Places.Sample($"mappings/{file}"), TestContext.Current.CancellationToken);

        Assert.Empty(result.Findings);
    }

    [Fact]
    public void The_example_of_the_guide_is_without_findings()
    {
        var guide = File.ReadAllText(Path.Combine(Places.Repository, "docs", "guide", "import-files.md"));
        var example = guide.Split("```yaml\n")[1].Split("```")[0];

        Assert.Empty(MappingReader.Read(example).Findings);
    }
}
