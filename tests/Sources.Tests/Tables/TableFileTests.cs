using System.Text;
using Mainstay.Core.Calibration.Observed;
using Mainstay.Sources.Tables;

namespace Mainstay.Sources.Tests.Tables;

public sealed class TableFileTests
{
    private static readonly TableQuestion Churn = new() { OutcomeColumn = "churn", OutcomeValue = "Yes", IdColumn = "id" };

    [Fact]
    public async Task Numbers_words_and_blanks_are_told_apart()
    {
        var table = await Good("""
            id,tenure,plan,spend,churn
            a,1,pro,"$1,234.50",Yes
            b,,team,12 %,No
            c,3,,7,No
            d,NA,pro,1e3,yes
            """);
        Assert.Equal(["a", "b", "c", "d"], table.Accounts);
        Assert.Equal([true, false, false, true], table.Outcomes);
        Assert.Equal([1, double.NaN, 3, double.NaN], Numbers(table, "tenure"));
        Assert.Equal([1234.5, 12, 7, 1000], Numbers(table, "spend"));
        var plan = Assert.IsType<ObservedColumn.Categorical>(table["plan"]);
        Assert.Equal(["pro", "team"], plan.Labels);
        Assert.Equal([0, 1, -1, 0], plan.Codes);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public async Task The_delimiter_is_found_and_a_decimal_comma_read_beside_it(char delimiter)
    {
        var table = await Good("id,x,churn\na,\"1,5\",Yes\nb,2,No\n".Replace("\"1,5\"", "1·5").Replace(',', delimiter).Replace('·', ','));
        Assert.Equal([1.5, 2], Numbers(table, "x"));
    }

    [Fact]
    public async Task A_compressed_file_reads_like_a_plain_one()
    {
        using var folder = new TestFolder().WriteGzip("t.csv.gz", Encoding.UTF8.GetBytes("id,x,churn\na,1,Yes\nb,2,No\n"));
        Assert.Equal(2, (await TableFile.ReadAsync(folder.PathOf("t.csv.gz"), Churn, TestContext.Current.CancellationToken)).Table!.Rows);
    }

    [Fact]
    public async Task Columns_that_teach_nothing_are_dropped_with_the_reason()
    {
        var text = new StringBuilder("id,row_number,CustomerId,quarter,note,hollow,since,fine,city,churn\n");
        for (var i = 0; i < 40; i++)
        {
            text.Append($"a{i},{i + 1},{900 - (i * 7)},Q3,note {i},,2026-01-{1 + (i % 28):00},{i % 5},c{i % 12},{(i % 3 == 0 ? "Yes" : "No")}\n");
        }

        var read = await Read(text.ToString());
        Assert.Equal(["fine"], read.Table!.Columns.Select(c => c.Name));
        Assert.Equal(
            [
                "row_number: it is an id: every row has another whole number",
                "CustomerId: it is an id: every row has another whole number",
                "quarter: every row has 'Q3'",
                "note: it is an id or a text: every row has another word",
                "hollow: it is empty",
                "since: it holds dates, and a table without an asOf day cannot tell how long ago they are",
                "city: it has 12 different words, too many to be categories",
            ],
            read.Dropped.Select(d => $"{d.Name}: {d.Reason}"));
    }

    [Fact]
    public async Task Broken_rows_are_left_out_and_slips_among_numbers_are_missing_each_with_its_line()
    {
        var text = new StringBuilder("id,x,churn\n");
        for (var i = 0; i < 40; i++)
        {
            text.Append(i == 5 ? "a5,oops,No\n" : i == 9 ? "a9,9\n" : i == 11 ? "a11,11,\n" : $"a{i},{i},{(i % 2 == 0 ? "Yes" : "No")}\n");
        }

        var read = await Read(text.ToString());
        Assert.Equal((38, 1, 1, 1), (read.Table!.Rows, read.RejectedRows, read.RejectedCells, read.WithoutOutcome));
        Assert.Equal(
            ["t.csv:7: x has 'oops', expected a number, as in most rows", "t.csv:11: the row has '2 cells', expected 3 cells, as many as the header has"],
            read.Rejected.Select(r => r.ToString()));
        Assert.True(read.Table["x"].IsMissing(5));
    }

    [Theory]
    [InlineData("id,x,churn\n", "there is no row below the header")]
    [InlineData("id,x\na,1\n", "t.csv:1: there is no column 'churn'. The columns are id, x.")]
    [InlineData("id,x,x,churn\na,1,1,Yes\n", "the column 'x' comes 2 times")]
    [InlineData("id,x,churn\na,1,No\nb,2,No\n", "column 'churn' has only 'No'")]
    [InlineData("id,x,churn\na,1,gone\nb,2,here\n", "column 'churn' never holds 'Yes': it holds gone, here")]
    [InlineData("", "The file is empty")]
    public async Task A_file_of_no_use_is_told_what_to_mend(string text, string expected)
    {
        var read = await Read(text);
        Assert.Null(read.Table);
        Assert.Contains(expected, Assert.Single(read.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_usual_words_need_not_be_said_and_others_must()
    {
        Assert.Equal([true, false], (await Good("id,x,churn\na,1,1.0\nb,2,0\n", Churn with { OutcomeValue = null })).Outcomes);
        Assert.Contains("say which of them", Assert.Single((await Read("id,x,churn\na,1,gone\nb,2,here\n", Churn with { OutcomeValue = null })).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_file_reads_by_the_columns_of_the_first()
    {
        var first = await Good("id,x,plan,churn\na,1,pro,Yes\nb,2,team,No\n");
        var second = await Good("id,plan,x,extra,churn\nc,basic,,9,Yes\nd,team,5,8,No\n", Churn with { Like = first });
        Assert.Equal(["x", "plan"], second.Columns.Select(c => c.Name));
        Assert.Equal([-1, 1], ((ObservedColumn.Categorical)second["plan"]).Codes);
    }

    [Fact]
    public async Task The_shared_telco_table_reads_whole()
    {
        var path = Places.Shared("data/telco_ibm/wa_churn_modeldata.csv.gz");
        Assert.SkipUnless(File.Exists(path), $"{path} is not here");
        var read = await TableFile.ReadAsync(path, new TableQuestion { OutcomeColumn = "churn", OutcomeValue = "Yes" }, TestContext.Current.CancellationToken);
        Assert.Equal((7043, 1869, 19), (read.Table!.Rows, read.Table.Positives, read.Table.Columns.Length));
        Assert.Equal((0, 0, 0), (read.RejectedRows, read.RejectedCells, read.WithoutOutcome));
    }

    private static double[] Numbers(Observations table, string name) => [.. Assert.IsType<ObservedColumn.Numeric>(table[name]).Values];

    private static async Task<Observations> Good(string text, TableQuestion? question = null)
    {
        var read = await Read(text, question);
        Assert.Empty(read.Errors);
        return read.Table!;
    }

    private static async Task<TableResult> Read(string text, TableQuestion? question = null)
    {
        using var folder = new TestFolder().Write("t.csv", text);
        var read = await TableFile.ReadAsync(folder.PathOf("t.csv"), question ?? Churn, TestContext.Current.CancellationToken);
        return read with { Errors = [.. read.Errors.Select(e => e.Replace(folder.Root + "/", "", StringComparison.Ordinal))] };
    }
}
