using System.Buffers;
using System.Text.Json;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.JsonLines;

/// <summary>Puts a value of a line into a slot of a row, as the text that a cell of CSV would have.</summary>
internal sealed class JsonText
{
    private readonly ArrayBufferWriter<byte> _text = new();

    public void Set(Row row, int slot, ReadOnlySpan<byte> line, (JsonCell Cell, int Start, int Length) found)
    {
        var value = line.Slice(found.Start, found.Length);
        switch (found.Cell)
        {
            case JsonCell.Absent or JsonCell.Plain:
                row.Set(slot, value, hasDoubledQuotes: false);
                break;
            case JsonCell.Nested:
                row.Set(slot, value[..Math.Min(100, value.Length)], CellState.Nested);
                break;
            case JsonCell.Escaped:
                Set(row, slot, value, line.Slice(found.Start - 1, found.Length + 2));
                break;
            case JsonCell.List:
                Set(row, slot, value, value);
                break;
        }
    }

    // The values of a list stand beside each other with a space between, as domains and tags do in one cell.
    private void Set(Row row, int slot, ReadOnlySpan<byte> shown, ReadOnlySpan<byte> json)
    {
        _text.Clear();
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
                {
                    _text.Write(_text.WrittenCount > 0 ? " "u8 : []);
                    Add(ref reader);
                }
            }

            row.Set(slot, _text.WrittenSpan, hasDoubledQuotes: false);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8 beside an escape.
            row.Set(slot, shown, CellState.BrokenText);
        }
    }

    private void Add(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            _text.Advance(reader.CopyString(_text.GetSpan(reader.ValueSpan.Length)));
        }
        else
        {
            _text.Write(reader.ValueSpan);
        }
    }
}
