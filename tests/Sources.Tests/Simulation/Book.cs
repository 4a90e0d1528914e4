using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Mainstay.Sources.Tests.Simulation;

/// <summary>One line of a file, by column name.</summary>
public sealed record Row(IReadOnlyDictionary<string, int> Columns, string[] Cells)
{
    public string this[string column] => Cells[Columns[column]];

    public DateTime At(string column) => Time(this[column])!.Value;

    public DateTime? Maybe(string column) => Time(this[column]);

    public long Number(string column) => long.Parse(this[column], CultureInfo.InvariantCulture);

    public string Account => Columns.ContainsKey("account_id") ? this["account_id"] : this["id"];

    private static DateTime? Time(string text) => text.Length == 0 ? null : DateTime.ParseExact(
        text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}

/// <summary>A folder of CSV files, read by other code than wrote it.</summary>
public sealed class Book
{
    private readonly Dictionary<string, (string[] Header, Row[] Rows)> _files;

    public Book(string folder, DateTime end)
    {
        End = end;
        _files = Directory.GetFiles(folder, "*.csv").ToDictionary(f => Path.GetFileNameWithoutExtension(f)!, Read, StringComparer.Ordinal);
    }

    public DateTime End { get; }

    public IEnumerable<string> Kinds => _files.Keys.Order(StringComparer.Ordinal);

    public Row[] this[string kind] => _files[kind].Rows;

    public string[] HeaderOf(string kind) => _files[kind].Header;

    public ILookup<string, Row> ByAccount(string kind) => this[kind].ToLookup(r => r.Account, StringComparer.Ordinal);

    private static (string[] Header, Row[] Rows) Read(string path)
    {
        using var reader = new StreamReader(path);
        using var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { Mode = CsvMode.RFC4180 });
        parser.Read();
        var header = parser.Record!;
        var columns = header.Select((name, i) => (name, i)).ToDictionary(c => c.name, c => c.i, StringComparer.Ordinal);
        var rows = new List<Row>();
        while (parser.Read())
        {
            Assert.Equal(header.Length, parser.Record!.Length);
            rows.Add(new(columns, parser.Record!));
        }

        return (header, [.. rows]);
    }
}
