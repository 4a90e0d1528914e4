using Mainstay.Core.Facts;
using Mainstay.Sources.Files.Mappings;

namespace Mainstay.Sources.Files.Rows;

/// <summary>Reads single cells of a row. Each method is false when the cell does not fit; <see cref="Problem"/> then says why.</summary>
internal sealed class CellReader(ImportState import)
{
    private readonly Mapping _mapping = import.Mapping;

    public CellProblem Problem { get; private set; }

    /// <summary>Absent when the cell is empty.</summary>
    /// <param name="minorDigits">Of the fact's currency.</param>
    public bool TryValue(Row row, FactField field, FieldSource.Column source, int slot, int minorDigits, out FactValue value)
    {
        value = default;
        if (!TryCell(row, slot, source.Name, out var text))
        {
            return false;
        }

        return text.IsEmpty || TryRead(text, field, source, minorDigits, out value);
    }

    /// <summary>A text that is not empty and says a value.</summary>
    public bool TryRead(ReadOnlySpan<char> text, FactField field, FieldSource.Column source, int minorDigits, out FactValue value)
    {
        value = default;
        var word = text;
        if (source.Words.Count > 0 && source.Words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var known))
        {
            word = known;
        }
        else if (source.IsStrict)
        {
            return Fail(source.Name, text, $"one of {string.Join(", ", source.Words.Keys.Order(StringComparer.Ordinal))}");
        }

        return ValueReader.Read(word, field.Type, source, minorDigits, _mapping.Calendar, import.Texts, out value) is not { } expected
            || Fail(source.Name, text, expected);
    }

    /// <summary>Null when the cell is empty and need not have a time.</summary>
    public bool TryTime(Row row, (TimeColumn Column, int Slot) time, bool isRequired, out Instant? instant)
    {
        instant = null;
        if (!TryCell(row, time.Slot, time.Column.Name, out var text))
        {
            return false;
        }

        if (text.IsEmpty && !isRequired)
        {
            return true;
        }

        if (ValueReader.ReadTime(text, time.Column.Formats.AsSpan(), _mapping.Calendar, out var read) is { } expected)
        {
            return Fail(time.Column.Name, text, expected);
        }

        instant = read;
        return true;
    }

    /// <summary>The text of a cell, empty when it says "no value".</summary>
    public bool TryCell(Row row, int slot, string column, out ReadOnlySpan<char> text)
    {
        text = row[slot];
        switch (row.StateOf(slot))
        {
            case CellState.Read:
                foreach (var absent in _mapping.Absent)
                {
                    text = text.SequenceEqual(absent) ? [] : text;
                }

                return true;
            case CellState.Unread:
                return Fail(column, text, "a cell");
            case CellState.BrokenText:
                return Fail(column, text, "UTF-8 text");
            case CellState.NulByte:
                return Fail(column, text, "text without NUL bytes");
            case CellState.Nested:
                return Fail(column, text, $"a single value. Name a part of it, such as {column}.{(text is ['[', ..] ? "0" : "id")}");
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    public bool Fail(string column, ReadOnlySpan<char> text, string expected)
    {
        Problem = new CellProblem(column, Shortened.Of(text), expected);
        return false;
    }
}

internal readonly record struct CellProblem(string Column, string Value, string Expected);
