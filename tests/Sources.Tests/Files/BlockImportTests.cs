using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files;
using Mainstay.Sources.Files.Blocks;

namespace Mainstay.Sources.Tests.Files;

/// <summary>Reading in blocks on several threads gives the same book and the same report as reading row by row.</summary>
public sealed class BlockImportTests
{
    [Fact]
    public void Random_files_under_random_mappings_give_the_same_book_and_report() =>
        Prop.ForAll(RandomFiles.Cases.ToArbitrary(), async files =>
        {
            using var folder = new TestFolder();
            files.WriteTo(folder);
            var mapping = Importing.Map(files.Mapping);
            var expected = await BookText.RowByRowAsync(folder, mapping);
            Assert.Equal(expected, await BookText.InBlocksAsync(folder, mapping, files.BlockSize, files.Threads));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    public async Task Lines_longer_than_a_block_are_given_up_with_their_first_line_and_the_next_are_read(string quote)
    {
        var rows = new StringBuilder(Importing.Header);
        foreach (var length in (int[])[10, 60_000, 70_000, 1_500_000, 3_000_000, 9_000_000, 20])
        {
            rows.Append($"t{length},acme,{quote}{new string('x', length)}{quote},2024-01-02,,4\nt{length}b,acme,low,2024-01-02,,4\n");
        }

        await AgreeAsync(rows.ToString());
    }

    [Fact]
    public async Task A_line_without_end_is_one_rejected_row() => await AgreeAsync($"{Importing.Header}t1,acme,low,,,\nt2,acme,{new string('x', 5_000_000)}");

    [Fact]
    public async Task Quotes_across_the_cut_of_a_block_do_not_move_a_row()
    {
        var rows = new StringBuilder(Importing.Header);
        for (var i = 0; i < 4000; i++)
        {
            rows.Append($"t{i},a{i % 7},\"line one\nline {i}, \"\"quoted\"\"\",2024-01-01,,{i % 5}\r\n");
            rows.Append(i % 50 == 0 ? $"u{i},a1,\"never closed,2024-01-01,,1\n" : $"u{i},a2,5\" pipe,2024-01-01,,x{i % 3}\n");
        }

        await AgreeAsync(rows.ToString());
    }

    [Fact]
    public async Task More_rejected_rows_than_are_kept_are_told_alike()
    {
        var rows = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"t{i},a{i % 13},low,{(i % 3 == 0 ? "soon" : "2024-01-01")},,{(i % 4 == 0 ? "many" : "2")}\n"));
        await AgreeAsync(Importing.Header + rows);
    }

    [Fact]
    public async Task A_compressed_file_that_was_cut_off_gives_the_same_rows()
    {
        using var folder = new TestFolder();
        var rows = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"t{i},a{i * 7919 % 997},low,,,\n"));
        folder.WriteGzip("whole.gz", Encoding.UTF8.GetBytes(Importing.Header + rows));
        var packed = File.ReadAllBytes(folder.PathOf("whole.gz"));
        folder.Write("tickets.csv.gz", packed[..(packed.Length / 2)]);
        var mapping = Importing.Map(Importing.Tickets);

        Assert.Equal(await BookText.RowByRowAsync(folder, mapping), await BookText.InBlocksAsync(folder, mapping, BlockSource.UsualSize, 2));
    }

    [Fact]
    public async Task Progress_ends_with_all_rows_of_every_file()
    {
        using var folder = new TestFolder().Write("tickets.csv", Importing.Header + string.Concat(Enumerable.Range(0, 170_000).Select(i => $"t{i},a,,,,\n")));
        var told = new List<ImportProgress>();
        await BookFile.LoadAsync(folder.Root, Importing.Map(Importing.Tickets), new Told(told), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(170_000, told[^1].Rows);
        Assert.Equal(0, told[^1].SecondsLeft);
        Assert.True(told.Count > 2);
        Assert.All(told.Zip(told.Skip(1)), pair => Assert.True(pair.First.Rows <= pair.Second.Rows));
    }

    [Fact]
    public async Task Rows_of_what_has_not_happened_yet_are_told_by_line_and_kept_and_plans_may_lie_ahead()
    {
        using var folder = new TestFolder()
            .Write("tickets.csv", Importing.Header + "t1,a,high,2026-01-01,2026-01-12,5\nt2,a,high,2026-01-01,,\nt3,b,low,2026-01-11 00:00:01,,\nt4,b,low,2026-01-11,,\n")
            .Write("usage.csv", "account,day\na,2026-01-01\nb,2027-05-01\n")
            .Write("terms.csv", "account,start,end\na,2025-01-01,2031-01-01\n");
        var mapping = Importing.Map(Importing.Tickets + """

              - file: usage.csv
                into: { kind: usage, account: account, at: day }
              - file: terms.csv
                into: { kind: subscriptions, account: account, fields: { starts_at: start, ends_at: end } }
            """);
        var now = Instant.Of(new DateTimeOffset(2026, 1, 10, 0, 0, 0, TimeSpan.Zero));

        var (_, blocks) = await BookFile.LoadAsync(folder.Root, mapping, now: now, cancellationToken: TestContext.Current.CancellationToken);
        var rows = new ImportReport();
        await foreach (var _ in new FolderSource(folder.Root, mapping) { Now = now }.ReadAsync(rows, TestContext.Current.CancellationToken))
        {
        }

        foreach (var report in (ImportReport[])[blocks, rows])
        {
            Assert.Equal(
                [
                    "tickets.csv:2: solved has '2026-01-12', expected a time before this import (tickets of account a)",
                    "tickets.csv:4: opened has '2026-01-11 00:00:01', expected a time before this import (tickets of account b)",
                    "usage.csv:3: day has '2027-05-01', expected a time before this import (usage of account b)",
                ],
                report.Files.SelectMany(f => f.FutureExamples).Select(e => e.ToString()));
            Assert.Equal((7L, 7L, 3L), (report.Rows, report.Facts, report.Future));
            Assert.False(report.IsClean);
        }
    }

    private static async Task AgreeAsync(string tickets)
    {
        using var folder = new TestFolder().Write("tickets.csv", tickets);
        var mapping = Importing.Map(Importing.Tickets);
        var expected = await BookText.RowByRowAsync(folder, mapping);
        foreach (var blockSize in (int[])[8192, 100_000, BlockSource.UsualSize])
        {
            Assert.Equal(expected, await BookText.InBlocksAsync(folder, mapping, blockSize, threads: 3));
        }
    }

    private sealed class Told(List<ImportProgress> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => told.Add(value);
    }
}
