using System.Globalization;
using System.Text;
using Mainstay.Core.Facts;

namespace Mainstay.Sources.Simulation.Files;

/// <summary>
/// Writes the facts of one kind as CSV: UTF-8 without a mark, lines end in LF, ISO 8601 in UTC. The columns are id,
/// account_id (not for companies, whose id it is), at, and the kind's own fields in their order.
/// </summary>
internal sealed class CsvFile : IDisposable
{
    /// <summary>Fields that the demo company's systems do not know, so that its columns stay those of the sample mapping.</summary>
    private static readonly string[] Untold = ["severity", "sentiment", "text", "is_primary"];

    private readonly StreamWriter _writer;
    private readonly int _columns;
    private int _column;

    public CsvFile(string folder, FactKind kind)
    {
        Name = $"{kind.Name}.csv";
        _writer = new(Path.Combine(folder, Name), append: false, new UTF8Encoding(false), bufferSize: 1 << 16);
        string[] header = kind == FactKinds.Companies ? ["id", "at"] : ["id", "account_id", "at"];
        string[] columns = [.. header, .. kind.Fields.Where(f => f.Type != FieldType.Duration && !IsUntold(kind, f)).Select(f => f.Name)];
        _columns = columns.Length;
        _writer.Write(string.Join(',', columns));
        _writer.Write('\n');
    }

    public string Name { get; }

    public int Rows { get; private set; }

    public CsvFile Add(ReadOnlySpan<char> text)
    {
        Separate();
        if (!text.ContainsAny(",\"\r\n"))
        {
            _writer.Write(text);
            return this;
        }

        _writer.Write('"');
        foreach (var c in text)
        {
            _writer.Write(c == '"' ? "\"\"" : [c]);
        }

        _writer.Write('"');
        return this;
    }

    public CsvFile Add(string? text) => Add(text.AsSpan());

    public CsvFile Add(bool flag) => Add(flag ? "true" : "false");

    public CsvFile Add(long? number) => number is { } n ? Format(n, default) : Add("");

    public CsvFile Add(DateOnly? date) => date is { } d ? Format(d, "yyyy-MM-dd") : Add("");

    public CsvFile Add(Instant? moment)
    {
        if (moment is not { } m)
        {
            return Add("");
        }

        Format(m.ToDateTimeOffset().UtcDateTime, "s");
        _writer.Write('Z');
        return this;
    }

    /// <exception cref="InvalidOperationException">The row has more or fewer values than the file has columns.</exception>
    public void EndRow()
    {
        if (_column != _columns)
        {
            throw new InvalidOperationException($"{Name} has {_columns} columns, row {Rows + 1} has {_column} values.");
        }

        _writer.Write('\n');
        _column = 0;
        Rows++;
    }

    public void Dispose() => _writer.Dispose();

    private CsvFile Format<T>(T value, ReadOnlySpan<char> format)
        where T : ISpanFormattable
    {
        Span<char> text = stackalloc char[32];
        Separate();
        value.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        _writer.Write(text[..length]);
        return this;
    }

    private void Separate()
    {
        if (_column++ > 0)
        {
            _writer.Write(',');
        }
    }

    // Of companies the demo tells no currency: all its amounts are in one.
    private static bool IsUntold(FactKind kind, FactField field) =>
        Untold.Contains(field.Name, StringComparer.Ordinal) || (kind == FactKinds.Companies && field.Name == "currency");
}
