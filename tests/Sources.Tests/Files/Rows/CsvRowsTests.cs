using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using FsCheck;
using FsCheck.Fluent;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Tests.Files.Rows;

public sealed class CsvRowsTests
{
    [Fact]
    public void Well_formed_rows_are_read_as_CsvHelper_reads_them_however_the_bytes_arrive()
    {
        var cell = Gen.Elements("", "a", "b c", "\"", "\"\"", ",", ";", "\n", "\r\n", "x\"y", "ä", "日本", "🙂", "'", "#", "\\").ArrayOf().Select(string.Concat)
            .Where(text => text.Length < 40);
        var files = from columns in Gen.Choose(1, 5)
                    from rows in cell.ArrayOf(columns).ArrayOf()
                    from newLine in Gen.Elements("\n", "\r\n")
                    from chunk in Gen.Choose(1, 9)
                    select (Text: Write(columns, rows, newLine), Chunk: chunk);

        Prop.ForAll(files.ToArbitrary(), async file => await Read(file.Text, file.Chunk) == Oracle(file.Text))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Any_bytes_give_rows_or_defects_and_every_line_is_passed_once()
    {
        var piece = Gen.Elements("a", ",", "\"", "\n", "\r\n", "\r", "\"\"", ",\"", "\",", "ä");
        var texts = from pieces in piece.ArrayOf() from chunk in Gen.Choose(1, 9) select (Text: "h1,h2\n" + string.Concat(pieces), Chunk: chunk);

        Prop.ForAll(texts.ToArbitrary(), file => Lines(file.Text, file.Chunk)).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public async Task A_quote_within_an_unquoted_cell_stands_for_itself()
    {
        Assert.Equal("5\" pipe|a\"\"b", await Read("a,b\n5\" pipe,a\"\"b\n", 3));
    }

    private static string Write(int columns, string[][] rows, string newLine)
    {
        var text = new StringBuilder(string.Join(',', Enumerable.Range(0, columns).Select(i => $"h{i}"))).Append(newLine);
        foreach (var row in rows)
        {
            // Blank rows are skipped here and kept there; a cell with a letter keeps them comparable.
            text.Append(string.Join(',', row.Select((c, i) => $"\"{(i == 0 ? "x" : "")}{c.Replace("\"", "\"\"")}\""))).Append(newLine);
        }

        return text.ToString();
    }

    private static async Task<string> Read(string text, int chunk)
    {
        using var rows = await CsvRows.OpenAsync(new Dripping(Encoding.UTF8.GetBytes(text), chunk), ',', CancellationToken.None);
        rows.Select([.. Enumerable.Range(0, rows.Header.Count)]);
        var row = new Row(rows.Header.Count);
        var lines = new List<string>();
        while (await rows.NextAsync(row, CancellationToken.None))
        {
            Assert.Null(row.Defect);
            lines.Add(string.Join('|', Enumerable.Range(0, rows.Header.Count).Select(slot => row[slot].ToString())));
        }

        return string.Join("\n--\n", lines);
    }

    private static string Oracle(string text)
    {
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { Mode = CsvMode.RFC4180 });
        var lines = new List<string>();
        for (var isHeader = true; parser.Read(); isHeader = false)
        {
            if (!isHeader)
            {
                lines.Add(string.Join('|', parser.Record!.Select(c => c.Trim())));
            }
        }

        return string.Join("\n--\n", lines);
    }

    private static async Task<bool> Lines(string text, int chunk)
    {
        using var rows = await CsvRows.OpenAsync(new Dripping(Encoding.UTF8.GetBytes(text), chunk), ',', CancellationToken.None);
        rows.Select([0, 1]);
        var row = new Row(2);
        var last = 1L;
        while (await rows.NextAsync(row, CancellationToken.None))
        {
            if (row.Line <= last || row.Line > text.Count(c => c == '\n') + 1)
            {
                return false;
            }

            last = row.Line;
        }

        return true;
    }

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class Dripping(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
