using System.Text.Json;

namespace Mainstay.Sources.Files.JsonLines;

/// <summary>What stands at a path of one line.</summary>
internal enum JsonCell
{
    /// <summary>The property is not there, null, or an empty list.</summary>
    Absent,

    /// <summary>The bytes are the text: a number, true, false, or a text without escapes.</summary>
    Plain,

    /// <summary>A text with escapes, without its quotes.</summary>
    Escaped,

    /// <summary>A list of several single values.</summary>
    List,

    /// <summary>An object, or a list that holds objects or lists.</summary>
    Nested,
}

/// <summary>Finds the values of one line at the paths of a mapping.</summary>
internal sealed class JsonScanner(IReadOnlyList<string> columns)
{
    public const int LongestValue = Rows.CsvScanner.LongestCell;
    public const int LongestLine = Rows.CsvScanner.LongestRow;
    private const int Deepest = 64;

    private readonly JsonPath _root = JsonPath.Of(columns);
    private readonly (JsonCell Cell, int Start, int Length)[] _cells = new (JsonCell, int, int)[columns.Count];
    private readonly bool[] _isTaken = new bool[columns.Count];
    private string? _current;

    /// <summary>For each slot, whether any line had something there, be it null.</summary>
    public bool[] IsSeen { get; } = new bool[columns.Count];

    /// <summary>Whether any line could be read.</summary>
    public bool HasRead { get; private set; }

    /// <summary>The column where the line is broken, or null.</summary>
    public string? DefectColumn { get; private set; }

    public int DefectAt { get; private set; }

    public string? Expected { get; private set; }

    public (JsonCell Cell, int Start, int Length) CellAt(int slot) => _cells[slot];

    /// <summary>Whether the line came as far as this slot.</summary>
    public bool IsTaken(int slot) => _isTaken[slot];

    /// <summary>False when the line is broken. What came before the break is kept.</summary>
    public bool Scan(ReadOnlySpan<byte> line)
    {
        Start();
        var reader = new Utf8JsonReader(line, isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = Deepest }));
        try
        {
            var isWhole = Scan(ref reader, line);
            HasRead |= isWhole;
            return isWhole;
        }
        catch (JsonException e)
        {
            if (line[(int)Math.Min(line.Length, e.BytePositionInLine ?? 0)..].Trim(" \t\r"u8).IsEmpty)
            {
                return Break(_current, LastBytes(line), "a whole JSON object: the line ends within it");
            }

            // What comes behind the last thing that was read, where the framework's place is within it.
            var at = (int)reader.BytesConsumed;
            at += Math.Max(0, line[at..].IndexOfAnyExcept(" \t\r,:"u8));
            return reader.CurrentDepth >= Deepest - 1 && line[at] is (byte)'[' or (byte)'{'
                ? Break(_current, at, $"JSON at most {Deepest} levels deep")
                : Break(_current, at, "valid JSON from there on");
        }
    }

    /// <summary>Reads the beginning of a line that is too long to be read to its end.</summary>
    public void ScanBeginning(ReadOnlySpan<byte> beginning)
    {
        Start();
        var reader = new Utf8JsonReader(beginning, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = Deepest }));
        try
        {
            Scan(ref reader, beginning);
        }
        catch (JsonException)
        {
            // It is given up anyway.
        }

        Break(null, 0, $"a line of at most {LongestLine / 1024} KB");
    }

    private void Start()
    {
        (Expected, DefectColumn, _current) = (null, null, null);
        _cells.AsSpan().Clear();
        _isTaken.AsSpan().Clear();
    }

    private bool Scan(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return Break(null, 0, "a JSON object such as {\"id\": 1}");
        }

        if (!ReadObject(ref reader, _root, line))
        {
            return false;
        }

        var rest = (int)reader.BytesConsumed;
        return line[rest..].IndexOfAnyExcept(" \t\r"u8) is var other and >= 0
            ? Break(null, rest + other, "the end of the line after the object: one object a line, no comma between them")
            : true;
    }

    // Begins behind the brace, ends behind the other one. False when the bytes end before or a value cannot be used.
    private bool ReadObject(ref Utf8JsonReader reader, JsonPath path, ReadOnlySpan<byte> line)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return true;
            }

            var step = path.Find(ref reader);
            _current = step?.Column;
            if (step is null ? !reader.TrySkip() : !reader.Read() || !ReadValue(ref reader, step, line))
            {
                return false;
            }

            _current = null;
        }

        return false;
    }

    private bool ReadValue(ref Utf8JsonReader reader, JsonPath.Step step, ReadOnlySpan<byte> line)
    {
        var at = (int)reader.TokenStartIndex;
        if (step.Slot >= 0 && _isTaken[step.Slot])
        {
            return Break(step.Column, at, "this property once on a line");
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return (step.Inner is { } inner ? ReadObject(ref reader, inner, line) : reader.TrySkip())
                    && Keep(step, JsonCell.Nested, at, (int)reader.BytesConsumed - at);
            case JsonTokenType.StartArray:
                return ReadList(ref reader, step, line);
            default:
                var (cell, start, length) = Single(ref reader);
                return Keep(step, cell, start, length);
        }
    }

    private bool ReadList(ref Utf8JsonReader reader, JsonPath.Step step, ReadOnlySpan<byte> line)
    {
        var (first, count, isNested, start) = ((Cell: JsonCell.Absent, Start: 0, Length: 0), 0, false, (int)reader.TokenStartIndex);
        for (var element = 0; reader.Read(); element++)
        {
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                var length = (int)reader.BytesConsumed - start;
                return isNested ? Keep(step, JsonCell.Nested, start, length)
                    : count > 1 ? Keep(step, JsonCell.List, start, length)
                    : Keep(step, first.Cell, first.Start, first.Length);
            }

            isNested |= reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray or JsonTokenType.Null))
            {
                first = count++ == 0 ? Single(ref reader) : first;
            }

            if (step.Inner?.Find(element) is { } inner ? !ReadValue(ref reader, inner, line) : !reader.TrySkip())
            {
                return false;
            }
        }

        return false;
    }

    private static (JsonCell Cell, int Start, int Length) Single(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => (JsonCell.Absent, 0, 0),
        JsonTokenType.String => (reader.ValueIsEscaped ? JsonCell.Escaped : JsonCell.Plain, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length),
        _ => (JsonCell.Plain, (int)reader.TokenStartIndex, reader.ValueSpan.Length),
    };

    private bool Keep(JsonPath.Step step, JsonCell cell, int start, int length)
    {
        if (step.Slot < 0)
        {
            return true;
        }

        if (length > LongestValue && cell != JsonCell.Nested)
        {
            return Break(step.Column, start, $"a value of at most {LongestValue / 1024} KB");
        }

        _cells[step.Slot] = (cell, start, length);
        IsSeen[step.Slot] = _isTaken[step.Slot] = true;
        return true;
    }

    private bool Break(string? column, int at, string expected)
    {
        (DefectColumn, DefectAt, Expected) = (column, at, expected);
        return false;
    }

    // Shown where the line ends too early, beginning with a whole character.
    private static int LastBytes(ReadOnlySpan<byte> line)
    {
        const int Shown = 40;
        var at = Math.Max(0, line.Length - Shown);
        while (at < line.Length && (line[at] & 0xC0) == 0x80)
        {
            at++;
        }

        return at;
    }
}
