using System.Text;
using System.Text.Json;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Blocks;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Tests.Files.JsonLines;

/// <summary>Files of JSON lines: what their values become, and what is said of lines that are none.</summary>
public sealed class JsonLinesTests
{
    private const string Tickets = """
        mapping: test
        files:
          - file: tickets.ndjson
            into:
              - kind: tickets
                id: id
                account: org.id
                fields: { priority: priority, subject: tags, contact: requester.email, opened_at: opened, csat: scores.0.value, escalated: escalated }
        """;

    [Fact]
    public void Random_files_under_random_mappings_give_the_same_book_and_report_row_by_row_and_in_blocks() =>
        Prop.ForAll(RandomLines.Cases.ToArbitrary(), async files =>
        {
            using var folder = new TestFolder();
            files.WriteTo(folder);
            var mapping = Importing.Map(files.Mapping);
            var expected = await BookText.RowByRowAsync(folder, mapping);
            Assert.Equal(expected, await BookText.InBlocksAsync(folder, mapping, files.BlockSize, files.Threads));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public async Task The_same_content_as_csv_and_as_json_lines_gives_the_identical_book()
    {
        using var folder = new TestFolder();
        foreach (var file in Directory.GetFiles(Places.Sample("harbour"), "*.csv"))
        {
            folder.Write(Path.GetFileName(file), File.ReadAllBytes(file));
            using var csv = new CsvReader(new StringReader(File.ReadAllText(file)), System.Globalization.CultureInfo.InvariantCulture);
            var lines = csv.GetRecords<dynamic>().Select(r => JsonSerializer.Serialize((IDictionary<string, object>)r));
            folder.Write(Path.ChangeExtension(Path.GetFileName(file), ".ndjson"), string.Join('\n', lines));
        }

        var mapping = File.ReadAllText(Places.Sample("mappings/demo.yaml"));
        var csvBook = await BookText.InBlocksAsync(folder, Importing.Map(mapping), BlockSource.UsualSize, 2);
        var jsonBook = await BookText.InBlocksAsync(folder, Importing.Map(mapping.Replace(".csv", ".ndjson", StringComparison.Ordinal)), BlockSource.UsualSize, 2);

        Assert.Contains("account sable", csvBook, StringComparison.Ordinal);
        Assert.Equal(csvBook, jsonBook.Replace(".ndjson", ".csv", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"id":"t1","org":{"id":"acme"},"requester":{"email":"a@b.c"},"scores":[{"value":4}],"tags":["vip","billing"]}""", "tickets acme t1 at 0001-01-01 subject=vip billing csat=4 contact=a@b.c")]
    [InlineData("""{"id":17,"org.id":12,"escalated":true,"priority":null,"scores":[],"tags":[]}""", "tickets 12 17 at 0001-01-01 escalated=1")]
    [InlineData("""{"priority":"\u0068igh","org":{"x":{"id":"no"},"id":"acme"},"id":"a\/b","tags":["one"]}""", "tickets acme a/b at 0001-01-01 subject=one priority=high")]
    public async Task A_property_is_found_by_its_path_whatever_its_place(string line, string fact)
    {
        var (facts, report) = await ImportAsync(line);

        Assert.Empty(report.Files[0].Examples);
        Assert.Equal(fact, Importing.Show(Assert.Single(facts)));
    }

    [Theory]
    [InlineData("epoch_s", "1700000000", "2023-11-14T22:13:20Z")]
    [InlineData("epoch_ms", "1700000000123", "2023-11-14T22:13:20.123000Z")]
    [InlineData("iso", "\"2023-11-14T22:13:20+01:00\"", "2023-11-14T21:13:20Z")]
    [InlineData("dd-MM-yyyy", "\"14-11-2023\"", "2023-11-14")]
    public async Task Times_are_numbers_or_texts(string format, string value, string instant)
    {
        var (facts, _) = await Importing.ImportAsync(Tickets.Replace("opened_at: opened", $"opened_at: {{ column: opened, dates: {format} }}", StringComparison.Ordinal), ("tickets.ndjson", $$"""{"id":1,"org":{"id":1},"opened":{{value}}}"""));

        Assert.Equal(instant, Assert.Single(facts).At.ToString());
    }

    public static TheoryData<string, string> BadLines => new()
    {
        { """{"org":{"id":"acme"},"id":"t1","scores":[{"value":"four"}]}""", "tickets.ndjson:2: scores.0.value has 'four', expected a number such as 1234.5 (tickets of account acme)" },
        { """{"org":{"id":"acme"},"id":"t1","priority":{"name":"high"}}""", """tickets.ndjson:2: priority has '{"name":"high"}', expected a single value. Name a part of it, such as priority.id (tickets of account acme)""" },
        { """{"org":{"id":"acme"},"id":"t1","id":"t2"}""", """tickets.ndjson:2: id has '"t2"}', expected this property once on a line (tickets of account acme)""" },
        { """{"org":{"id":"acme"},"id":"t1",}""", "tickets.ndjson:2: the row has '}', expected valid JSON from there on (tickets of account acme)" },
        { """{"org":{"id":"acme"},"id":"t1"},""", "tickets.ndjson:2: the row has ',', expected the end of the line after the object: one object a line, no comma between them (tickets of account acme)" },
        { """{"org":{"id":"acme"},"id":"t1","requester":{"email":"a@""", """tickets.ndjson:2: requester.email has 'me"},"id":"t1","requester":{"email":"a@', expected a whole JSON object: the line ends within it (tickets of account acme)""" },
        { """["t1"]""", """tickets.ndjson:2: the row has '["t1"]', expected a JSON object such as {"id": 1} (tickets)""" },
        { """{"org":{"id":"acme"},"id":t1}""", "tickets.ndjson:2: id has 't1}', expected valid JSON from there on (tickets of account acme)" },
        { """{"org":{"id":"acme"},"id":"\ud800"}""", """tickets.ndjson:2: id has '\ud800', expected UTF-8 text (tickets of account acme)""" },
        { """{"org":{"id":"acme"},"id":"a\u0000b"}""", "tickets.ndjson:2: id has 'a·b', expected text without NUL bytes (tickets of account acme)" },
        { $$"""{"org":{"id":"acme"},"id":1,"x":{{new string('[', 100)}}""", $"tickets.ndjson:2: the row has '{new string('[', 37)}', expected JSON at most 64 levels deep (tickets of account acme)" },
        { $$"""{"org":{"id":"acme"},"id":"{{new string('x', 70_000)}}"}""", $"tickets.ndjson:2: id has '{new string('x', 80)}…', expected a value of at most 64 KB (tickets of account acme)" },
        { $$"""{"org":{"id":"acme"},"id":"t1","x":"{{new string('x', 3_000_000)}}"}""", """tickets.ndjson:2: the row has '{"org":{"id":"acme"},"id":"t1","x":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…', expected a line of at most 1024 KB (tickets of account acme)""" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public async Task A_bad_line_is_told_with_what_was_expected_and_its_neighbours_are_kept(string line, string told)
    {
        const string Good = """{"id":"t0","org":{"id":"bolt"}}""";
        var (facts, report) = await ImportAsync($"{Good}\n{line}\r\n\n{Good.Replace("t0", "t9", StringComparison.Ordinal)}");

        Assert.Equal(["t0", "t9"], facts.Select(f => f.Id));
        Assert.Equal(told, Assert.Single(report.Files[0].Examples).ToString());
        Assert.Null(report.Files[0].Failure);
    }

    public static TheoryData<byte[], string> Unusable => new()
    {
        { [], "The file is empty, which an export that failed would be too. Where there is nothing to export, leave the file out and declare the stream." },
        { "\n \n"u8.ToArray(), "The file is empty, which an export that failed would be too. Where there is nothing to export, leave the file out and declare the stream." },
        { " [\n{\"id\":1},\n{\"id\":2}]"u8.ToArray(), "The file is one JSON array. Expected one object on each line, without brackets and commas: jq -c '.[]' FILE turns the one into the other." },
        { "{\r\n  \"id\": 1\r\n}"u8.ToArray(), "The file is JSON over several lines. Expected one object on each line: jq -c . FILE turns the one into the other." },
        { "id,account\nt1,acme\n"u8.ToArray(), "The file does not hold JSON lines: it begins with 'id,account·t1,acme·'. Expected one object such as {\"id\": 1} on each line." },
        { [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("{\"id\":1}")], "The file is UTF-16 text. Save it as JSON lines UTF-8." },
        { [.. "PK"u8, 3, 4], "The file is a spreadsheet or zip archive. Export it as JSON lines, plain or compressed with gzip." },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task A_file_that_holds_no_lines_of_objects_is_told_with_the_mend(byte[] content, string failure)
    {
        using var folder = new TestFolder().Write("tickets.ndjson", content);
        var (facts, report) = await Importing.ImportAsync(folder, Importing.Map(Tickets));

        Assert.Empty(facts);
        Assert.Equal(failure, report.Files[0].Failure);
        Assert.False(report.StreamOf(FactKinds.Tickets).IsConnected);
    }

    [Fact]
    public async Task A_property_that_no_line_has_is_doubted_and_the_rows_are_kept()
    {
        var (facts, report) = await Importing.ImportAsync(
            Tickets.Replace("requester.email", "requestor.email", StringComparison.Ordinal),
            ("tickets.ndjson", """{"id":1,"org":{"id":1},"requester":{"email":"a@b.c"},"priority":null,"tags":[],"opened":null,"scores":[{"value":1}]}"""));

        Assert.Single(facts);
        Assert.Equal(
            [
                "No line has 'requestor.email'. Did you mean 'requester.email'?",
                "No line has 'escalated'. The first lines have id, org.id, requester.email, priority, tags, opened, scores.",
            ],
            report.Files[0].Doubts);
    }

    [Fact]
    public async Task A_byte_order_mark_is_dropped_and_gzip_told_by_its_content()
    {
        using var folder = new TestFolder().WriteGzip("tickets.ndjson", "\uFEFF{\"id\":1,\"org\":{\"id\":1}}"u8.ToArray());
        var (facts, _) = await Importing.ImportAsync(folder, Importing.Map(Tickets));

        Assert.Equal("1", Assert.Single(facts).Id);
    }

    [Fact]
    public async Task A_compressed_file_that_was_cut_off_gives_the_same_rows_both_ways_and_is_not_connected()
    {
        using var folder = new TestFolder();
        var lines = string.Concat(Enumerable.Range(0, 50_000).Select(i => $$$"""{"id":"t{{{i}}}","org":{"id":"a{{{i * 7919 % 997}}}"}}""" + "\n"));
        folder.WriteGzip("whole.gz", Encoding.UTF8.GetBytes(lines));
        var packed = File.ReadAllBytes(folder.PathOf("whole.gz"));
        folder.Write("tickets.ndjson.gz", packed[..(packed.Length / 2)]);
        var mapping = Importing.Map(Tickets);
        var (facts, report) = await Importing.ImportAsync(folder, mapping);

        Assert.InRange(facts.Count, 10_000, 40_000);
        Assert.StartsWith($"Reading stopped after {report.Rows} rows.", report.Files[0].Failure);
        Assert.False(report.StreamOf(FactKinds.Tickets).IsConnected);
        Assert.Equal(await BookText.RowByRowAsync(folder, mapping), await BookText.InBlocksAsync(folder, mapping, BlockSource.UsualSize, 2));
    }

    [Fact]
    public async Task Lines_longer_than_a_block_do_not_move_their_neighbours()
    {
        var lines = new StringBuilder();
        foreach (var length in (int[])[10, 60_000, 70_000, 1_048_000, 1_049_000, 3_000_000, 9_000_000])
        {
            lines.Append($$$"""{"org":{"id":"acme"},"id":"t{{{length}}}","x":"{{{new string('x', length)}}}"}""").Append('\n');
            lines.Append($$$"""{"org":{"id":"bolt"},"id":"u{{{length}}}"}""").Append('\n');
        }

        using var folder = new TestFolder().Write("tickets.ndjson", lines.ToString());
        var mapping = Importing.Map(Tickets);
        var expected = await BookText.RowByRowAsync(folder, mapping);
        foreach (var blockSize in (int[])[8192, 100_000, BlockSource.UsualSize])
        {
            Assert.Equal(expected, await BookText.InBlocksAsync(folder, mapping, blockSize, threads: 3));
        }
    }

    [Fact]
    public void A_delimiter_means_nothing_in_json_lines() => Assert.Equal(
        "error: 'tickets.jsonl.gz' holds JSON lines: 'delimiter' means nothing there.",
        Assert.Single(MappingReader.Read(Tickets.Replace("tickets.ndjson", "tickets.jsonl.gz\n    delimiter: \";\"", StringComparison.Ordinal)).Findings) is var f ? $"{f.Severity.ToString().ToLowerInvariant()}: {f.Message}" : "");

    private static Task<(List<Fact> Facts, ImportReport Report)> ImportAsync(string lines) => Importing.ImportAsync(Tickets, ("tickets.ndjson", lines));
}
