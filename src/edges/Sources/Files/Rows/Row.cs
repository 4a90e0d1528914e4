using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Mainstay.Sources.Files.Rows;

/// <summary>
/// One row of a file, reduced to the cells that the mapping asks for: each has a slot. Used again for every row.
/// </summary>
internal sealed class Row(int slots)
{
    private readonly CellState[] _states = new CellState[slots];
    private readonly (int Start, int Length)[] _places = new (int, int)[slots];
    private char[] _text = new char[1024];
    private int _used;

    /// <summary>The physical line the row starts on, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Why the row cannot be used as a whole, or null.</summary>
    public RowDefect? Defect { get; set; }

    public CellState StateOf(int slot) => _states[slot];

    /// <summary>The text without surrounding white space; bytes that are not UTF-8 show as U+FFFD.</summary>
    public ReadOnlySpan<char> this[int slot] => _text.AsSpan(_places[slot].Start, _places[slot].Length);

    public void Start(long line)
    {
        (Line, Defect, _used) = (line, null, 0);
        _states.AsSpan().Clear();
        _places.AsSpan().Clear();
    }

    /// <summary>Takes a cell's bytes; <paramref name="hasDoubledQuotes"/> says that <c>""</c> in them stands for one quote.</summary>
    public void Set(int slot, ReadOnlySpan<byte> utf8, bool hasDoubledQuotes)
    {
        if (_text.Length - _used < utf8.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + utf8.Length));
        }

        var room = _text.AsSpan(_used);
        var isText = Utf8.ToUtf16(utf8, room, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done;
        if (!isText)
        {
            Utf8.ToUtf16(utf8, room, out _, out length);
        }

        length = hasDoubledQuotes ? MergeQuotes(room[..length]) : length;
        var cell = room[..length];
        var lead = length - cell.TrimStart().Length;
        _places[slot] = (_used + lead, cell.Trim().Length);
        _states[slot] = !isText ? CellState.BrokenText : cell.Contains('\0') ? CellState.NulByte : CellState.Read;
        _used += length;
    }

    /// <summary>Takes a cell that holds no usable text; the bytes are what messages show of it.</summary>
    public void Set(int slot, ReadOnlySpan<byte> shown, CellState state)
    {
        Set(slot, shown, hasDoubledQuotes: false);
        _states[slot] = state;
    }

    /// <summary>A text of any bytes that people can look at.</summary>
    public static string Show(ReadOnlySpan<byte> bytes) => Shortened.Of(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 400)]));

    private static int MergeQuotes(Span<char> text)
    {
        var to = 0;
        for (var from = 0; from < text.Length; from++)
        {
            text[to++] = text[from];
            from += text[from] == '"' ? 1 : 0;
        }

        return to;
    }
}

internal enum CellState
{
    /// <summary>The row broke off before this cell.</summary>
    Unread,
    Read,

    /// <summary>Not UTF-8.</summary>
    BrokenText,
    NulByte,

    /// <summary>Not one value: an object of JSON, or a list of other things than values.</summary>
    Nested,
}

/// <summary>What is wrong with a row as a whole; the column is the one where it went wrong, null when it is all of them.</summary>
internal sealed record RowDefect(string? Column, string Value, string Expected);
