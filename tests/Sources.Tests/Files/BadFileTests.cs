using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files;

namespace Mainstay.Sources.Tests.Files;

/// <summary>Files that cannot be used: each is told in one sentence, and the others are read.</summary>
public sealed class BadFileTests
{
    private const string Two = Importing.Tickets + "\n" + """
          - file: surveys.csv
            into: { kind: surveys, account: account, at: at, fields: { nps: nps } }
        """;

    private const string Surveys = "account,at,nps\nacme,2024-01-01,9\n";

    public static TheoryData<string, byte[], string> Headers => new()
    {
        { "empty", [], "The file is empty. Expected a first line with the names of the columns." },
        { "one blank line", "\n"u8.ToArray(), "The file is empty. Expected a first line with the names of the columns." },
        { "other delimiter", "id;account;priority;opened;solved;csat\n"u8.ToArray(), "With the delimiter \",\" the header is one column. It looks separated by \";\": set 'delimiter: \";\"'." },
        { "misspelt columns", "id,acount,priority,opened,solved,score\n"u8.ToArray(), "The header has no column 'account'. Did you mean 'acount'? The header has no column 'csat'. It has id, acount, priority, opened, solved, score." },
        { "column twice", "id,account,priority,opened,solved,csat,id\n"u8.ToArray(), "The header has the column 'id' more than once. Rename one of them." },
        { "UTF-16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("id,account\n")).ToArray(), "The file is UTF-16 text. Save it as CSV UTF-8." },
        { "UTF-16 without mark", Encoding.BigEndianUnicode.GetBytes("id,account\n"), "The file is UTF-16 text. Save it as CSV UTF-8." },
        { "spreadsheet", [.. "PK"u8, 3, 4, .. "rest"u8], "The file is a spreadsheet or zip archive. Export it as CSV, plain or compressed with gzip." },
        { "Latin-1 header", [.. "id,account,priorit"u8, 0xE4, .. ",opened,solved,csat\n"u8], "The header line is not UTF-8 text. Save the file as UTF-8." },
        { "CR line ends", "id,account,priority,opened,solved,csat\rt1,acme,,,,\r"u8.ToArray(), "Lines end with CR alone. Save the file with LF or CRLF line ends." },
        { "open quote", "id,\"account\n"u8.ToArray(), "The header line is broken: expected a closing quote." },
        { "501 columns", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 501))), "The header has 501 columns. At most 500 are allowed." },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task A_file_without_a_usable_header_is_told_and_the_others_are_read(string what, byte[] content, string failure)
    {
        using var folder = new TestFolder().Write("tickets.csv", content).Write("surveys.csv", Surveys);
        var (facts, report) = await Importing.ImportAsync(folder, Importing.Map(Two));

        Assert.NotEmpty(what);
        Assert.Equal(failure, report.Files[0].Failure);
        Assert.Equal([FactKinds.Surveys], facts.Select(f => f.Kind));
        Assert.Null(report.Files[1].Failure);
    }

    [Fact]
    public async Task A_missing_file_is_told_with_the_folder_it_was_looked_for_in()
    {
        using var folder = new TestFolder().Write("surveys.csv", Surveys);
        var (facts, report) = await Importing.ImportAsync(folder, Importing.Map(Two));

        Assert.Equal($"There is no file 'tickets.csv' or 'tickets.csv.gz' in '{folder.Root}'. Add it, or take it out of the mapping.", report.Files[0].Failure);
        Assert.Single(facts);
    }

    [Fact]
    public async Task A_missing_folder_is_told_once()
    {
        using var folder = new TestFolder();
        var report = new ImportReport();
        await foreach (var _ in new FolderSource(folder.PathOf("none"), Importing.Map(Two)).ReadAsync(report, TestContext.Current.CancellationToken))
        {
            Assert.Fail("There is nothing to read.");
        }

        Assert.Equal($"There is no folder '{folder.PathOf("none")}'.", report.Failure);
        Assert.False(report.IsClean);
        Assert.False(report.StreamOf(FactKinds.Surveys).IsConnected);
    }

    [Fact]
    public async Task A_kind_whose_file_could_not_be_read_is_not_connected_so_its_absence_is_no_zero()
    {
        using var folder = new TestFolder().Write("surveys.csv", Surveys);
        var (_, report) = await Importing.ImportAsync(folder, Importing.Map(Two));

        Assert.False(report.StreamOf(FactKinds.Tickets).IsConnected);
        Assert.True(report.StreamOf(FactKinds.Surveys).IsConnected);
        Assert.False(report.StreamOf(FactKinds.Usage).IsConnected);
    }

    [Fact]
    public async Task A_file_with_a_header_alone_is_connected_and_has_no_facts()
    {
        var (facts, report) = await Importing.TicketsAsync("");

        Assert.Empty(facts);
        Assert.True(report.IsClean);
        Assert.True(report.StreamOf(FactKinds.Tickets).IsConnected);
    }

    [Theory]
    [InlineData("tickets.csv.gz")]
    [InlineData("tickets.csv")]
    public async Task A_compressed_file_is_told_by_its_content(string name)
    {
        using var folder = new TestFolder().WriteGzip(name, Encoding.UTF8.GetBytes("\uFEFF" + Importing.Header + "t1,acme,low,,,\n"));
        var (facts, _) = await Importing.ImportAsync(folder, Importing.Map(Importing.Tickets));

        Assert.Equal("t1", Assert.Single(facts).Id);
    }

    [Fact]
    public async Task A_compressed_file_that_was_cut_off_keeps_what_was_read_and_is_not_connected()
    {
        using var folder = new TestFolder();
        var rows = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"t{i},a{i * 7919 % 997},low,,,\n"));
        folder.WriteGzip("whole.gz", Encoding.UTF8.GetBytes(Importing.Header + rows));
        var packed = File.ReadAllBytes(folder.PathOf("whole.gz"));
        folder.Write("tickets.csv.gz", packed[..(packed.Length / 2)]);
        var (facts, report) = await Importing.ImportAsync(folder, Importing.Map(Importing.Tickets));

        Assert.InRange(facts.Count, 10_000, 40_000);
        Assert.StartsWith($"Reading stopped after {report.Rows} rows.", report.Files[0].Failure);
        Assert.False(report.StreamOf(FactKinds.Tickets).IsConnected);
    }

    [Fact]
    public async Task A_file_that_needs_another_which_failed_is_told_in_one_sentence()
    {
        const string Yaml = """
            mapping: m
            files:
              - file: usage.csv
                into: { kind: usage, account: { column: sub, via: subscriptions }, at: at }
              - file: subs.csv
                into: { kind: subscriptions, id: id, account: account }
            """;
        var (facts, report) = await Importing.ImportAsync(Yaml, ("usage.csv", "sub,at\ns1,2024-01-01\n"));

        Assert.Empty(facts);
        Assert.Equal("Its accounts are found via 'subs.csv', which could not be read.", report.Files[0].Failure);
    }

    [Fact]
    public async Task A_report_tells_of_one_import_only()
    {
        using var folder = new TestFolder();
        var (_, report) = await Importing.ImportAsync(folder, Importing.Map(Two));
        var again = new FolderSource(folder.Root, Importing.Map(Two)).ReadAsync(report, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await again.MoveNextAsync());
    }
}
