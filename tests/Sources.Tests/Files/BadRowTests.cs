using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Sources.Files;

namespace Mainstay.Sources.Tests.Files;

/// <summary>Rows that do not fit: told with line, field, value and what was expected; their neighbours stay.</summary>
public sealed class BadRowTests
{
    private const string Good = "t1,acme,low,2024-01-01,,3\n";
    private const string AlsoGood = "t9,acme,low,2024-01-09,,5\n";

    [Theory]
    [InlineData("t2,acme,low,2024-01-02,,bad", "tickets.csv:3: csat has 'bad', expected a number such as 1234.5 (tickets of account acme)")]
    [InlineData("t2,acme,low,yesterday,,4", "tickets.csv:3: opened has 'yesterday', expected a time written as iso (tickets of account acme)")]
    [InlineData(",acme,low,2024-01-02,,4", "tickets.csv:3: id has '', expected an id (tickets of account acme)")]
    [InlineData("t2,acme,low", "tickets.csv:3: the row has '3 cells', expected 6 cells, as many as the header has (tickets of account acme)")]
    [InlineData("t2,acme,low,2024-01-02,,4,more", "tickets.csv:3: the row has '7 cells', expected 6 cells, as many as the header has (tickets of account acme)")]
    [InlineData("t2,acme,l\0ow,2024-01-02,,4", "tickets.csv:3: priority has 'l·ow', expected text without NUL bytes (tickets of account acme)")]
    [InlineData("t2,acme,\"low\"er,2024-01-02,,4", "tickets.csv:3: priority has '\"low\"er,2024-01-02,,4·t9,acme,low,2024-01-09,,5·', expected a delimiter or the end of the line after the closing quote (tickets of account acme)")]
    [InlineData("t2,acme,\"low,2024-01-02,,4", "tickets.csv:3: priority has '\"low,2024-01-02,,4·t9,acme,low,2024-01-09,,5·', expected a closing quote (tickets of account acme)")]
    public async Task A_bad_row_is_told_and_the_rows_around_it_stay(string row, string message)
    {
        var (facts, report) = await Importing.TicketsAsync(Good + row + "\n" + AlsoGood);

        Assert.Equal(["t1", "t9"], facts.Select(f => f.Id));
        Assert.Equal(message, Assert.Single(report.Files[0].Examples).ToString());
        Assert.Equal((3L, 2L, 1L), (report.Rows, report.Facts, report.Rejected));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_reject_their_row_and_are_never_replaced()
    {
        using var folder = new TestFolder();
        folder.Write("tickets.csv", [.. Encoding.UTF8.GetBytes(Importing.Header + Good + "t2,acme,caf"), 0xE9, .. Encoding.UTF8.GetBytes(",2024-01-02,,4\n" + AlsoGood)]);
        var (facts, report) = await Importing.ImportAsync(folder, Importing.Map(Importing.Tickets));

        Assert.Equal(["t1", "t9"], facts.Select(f => f.Id));
        Assert.Equal("tickets.csv:3: priority has 'caf\uFFFD', expected UTF-8 text (tickets of account acme)", Assert.Single(report.Files[0].Examples).ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cell_of_ten_megabytes_rejects_its_row_alone(bool isQuoted)
    {
        var quote = isQuoted ? "\"" : "";
        var (facts, report) = await Importing.TicketsAsync($"{Good}t2,acme,{quote}{new string('x', 10_000_000)}{quote},2024-01-02,,4\n{AlsoGood}");

        Assert.Equal(["t1", "t9"], facts.Select(f => f.Id));
        var rejected = Assert.Single(report.Files[0].Examples);
        Assert.Equal((3L, "priority", "acme", 81), (rejected.Line, rejected.Field, rejected.Account, rejected.Value.Length));
        Assert.Contains("64 KB", rejected.Expected);
    }

    [Fact]
    public async Task A_cell_of_just_64_KB_is_read_and_one_byte_more_is_not()
    {
        var (facts, report) = await Importing.TicketsAsync($"t1,acme,{new string('x', 65_536)},,,\nt2,acme,{new string('x', 65_537)},,,\n");

        Assert.Equal("t1", Assert.Single(facts).Id);
        Assert.Equal(3, Assert.Single(report.Files[0].Examples).Line);
    }

    [Fact]
    public async Task A_row_of_more_than_a_megabyte_is_rejected_and_the_next_is_read()
    {
        var columns = string.Join(',', Enumerable.Range(0, 20).Select(i => $"c{i}"));
        var cells = string.Join(',', Enumerable.Repeat(new string('x', 60_000), 20));
        var (facts, report) = await Importing.ImportAsync(
            Importing.Tickets, ("tickets.csv", $"id,account,priority,opened,solved,csat,{columns}\nt1,acme,low,,,,{cells}\nt2,acme,low,,,,{new string(',', 19)}\n"));

        Assert.Equal("t2", Assert.Single(facts).Id);
        Assert.Equal(("a row of at most 1024 KB", "acme"), (report.Files[0].Examples[0].Expected, report.Files[0].Examples[0].Account));
    }

    [Fact]
    public async Task The_line_of_a_row_is_the_physical_one_it_starts_on()
    {
        var (facts, report) = await Importing.TicketsAsync("t1,acme,\"two\r\nlines, \"\"quoted\"\"\",,,\r\n\r\n,,,,,\nt2,acme,,,,bad\n\"t3\n\",acme,,,,bad\n");

        Assert.Equal("two\r\nlines, \"quoted\"", Assert.Single(facts)["priority"].Text);
        Assert.Equal([6L, 7L], report.Files[0].Examples.Select(e => e.Line));
        Assert.Equal(3, report.Rows);
    }

    [Fact]
    public async Task After_a_quote_that_is_never_closed_the_good_rows_stay()
    {
        var after = string.Concat(Enumerable.Range(10, 5000).Select(i => $"t{i},acme,low,2024-01-01,,3\n"));
        var (facts, report) = await Importing.TicketsAsync(Good + "t2,acme,\"low,2024-01-02,,4\n" + after);

        Assert.Equal(5001, facts.Count);
        Assert.Equal(3, Assert.Single(report.Files[0].Examples).Line);
    }

    [Fact]
    public async Task A_rejected_row_taints_its_account_from_when_it_took_effect()
    {
        var (_, report) = await Importing.TicketsAsync(
            "t1,acme,low,2024-03-01,2024-03-02,bad\nt2,acme,low,2024-02-01,,bad\nt3,bolt,low,never,,1\nt4,bolt,low,2024-01-01,,bad\nt5,,low,,,few\n");

        Assert.Equal(
            [
                new Taint("acme", FactKinds.Tickets, Instant.OfUtc(new DateOnly(2024, 3, 1)), Id: "t1"),
                new Taint("acme", FactKinds.Tickets, Instant.OfUtc(new DateOnly(2024, 2, 1)), Id: "t2"),
                new Taint("bolt", FactKinds.Tickets, null, Id: "t3"),
                new Taint("bolt", FactKinds.Tickets, Instant.OfUtc(new DateOnly(2024, 1, 1)), Id: "t4"),
            ],
            report.Taints);
        Assert.Equal((5L, 1L), (report.Rejected, report.RejectedWithoutAccount));
    }

    [Fact]
    public async Task A_book_carries_the_taints()
    {
        using var folder = new TestFolder().Write("tickets.csv", Importing.Header + Good + "t2,acme,low,2024-02-01,,bad\n");
        var (book, _) = await BookFile.LoadAsync(folder.Root, Importing.Map(Importing.Tickets), cancellationToken: TestContext.Current.CancellationToken);

        var acme = book.Find("acme")!;
        Assert.False(acme.IsTainted(FactKinds.Tickets, PointInTime.At(Instant.OfUtc(new DateOnly(2024, 1, 31)))));
        Assert.True(acme.IsTainted(FactKinds.Tickets, PointInTime.At(Instant.OfUtc(new DateOnly(2024, 2, 1)))));
    }

    [Fact]
    public async Task A_good_row_with_the_id_of_a_rejected_one_takes_its_place_where_it_took_effect_with_it_or_later()
    {
        using var folder = new TestFolder().Write(
            "tickets.csv", Importing.Header + "t1,acme,low,2024-02-01,,bad\nt1,acme,low,2024-03-01,,4\nt2,bolt,low,2024-02-01,,bad\nt2,bolt,low,2024-01-01,,4\n");
        var (book, _) = await BookFile.LoadAsync(folder.Root, Importing.Map(Importing.Tickets), cancellationToken: TestContext.Current.CancellationToken);

        bool IsTainted(string account, int month) => book.Find(account)!.IsTainted(FactKinds.Tickets, PointInTime.At(Instant.OfUtc(new DateOnly(2024, month, 1))));
        Assert.Equal([false, true, false], [IsTainted("acme", 1), IsTainted("acme", 2), IsTainted("acme", 3)]);
        Assert.Equal([false, true, true], [IsTainted("bolt", 1), IsTainted("bolt", 2), IsTainted("bolt", 3)]);
    }

    [Fact]
    public async Task Hundreds_of_rejected_rows_of_an_account_are_one_taint_that_no_row_ends()
    {
        var rows = string.Concat(Enumerable.Range(1, 101).Select(i => $"t{i},acme,low,2024-02-01,,bad\nu{i % 100},bolt,low,2024-02-01,,bad\n"));
        var (_, report) = await Importing.TicketsAsync(rows);

        Assert.Equal([new Taint("acme", FactKinds.Tickets, Instant.OfUtc(new DateOnly(2024, 2, 1)))], report.Taints.Where(t => t.Account == "acme"));
        Assert.Equal(100, report.Taints.Count(t => t.Account == "bolt"));
    }

    [Fact]
    public async Task All_rejections_are_counted_by_field_and_the_first_thousand_kept()
    {
        var rows = string.Concat(Enumerable.Range(0, 1500).Select(i => $"t{i},acme,low,,,{(i % 3 == 0 ? "1" : "x" + i)}\n"))
            + string.Concat(Enumerable.Range(0, 500).Select(i => $"u{i},acme,low,soon,,\n"));
        var (_, report) = await Importing.TicketsAsync(rows);

        var file = report.Files[0];
        Assert.Equal(1500, file.Rejected);
        Assert.Equal(FileReport.MostExamples, file.Examples.Count);
        Assert.Equal([new RejectionGroup("csat", "a number such as 1234.5", 1000), new RejectionGroup("opened", "a time written as iso", 500)], file.Groups);
    }
}
