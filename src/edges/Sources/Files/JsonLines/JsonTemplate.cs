using System.Buffers;
using System.Text.Json;
using Mainstay.Sources.Files.Blocks;

namespace Mainstay.Sources.Files.JsonLines;

/// <summary>
/// What stays the same from line to line: all bytes but the values. A line that differs from one that was read in nothing
/// but its texts, numbers and flags needs no reading: its values stand between the same bytes.
/// </summary>
internal sealed class JsonTemplate
{
    // What ends a text, or makes it one that is not plain: a quote, an escape, a control character.
    private static readonly SearchValues<byte> TextEnds = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 32).Select(b => (byte)b)]);
    private static readonly SearchValues<byte> BareEnds = SearchValues.Create(",]} \t\r"u8);

    private readonly Part[] _parts;
    private readonly byte[] _tail;
    private readonly int[] _absent;

    private JsonTemplate(Part[] parts, byte[] tail, int slots) =>
        (_parts, _tail, _absent) = (parts, tail, [.. Enumerable.Range(0, slots).Except(parts.Select(p => p.Slot))]);

    /// <summary>Null where a value is wanted that is no plain one.</summary>
    /// <param name="line">A line that <paramref name="scanner"/> has just read.</param>
    /// <param name="scanner">Where its values are.</param>
    /// <param name="slots">How many values are wanted.</param>
    public static JsonTemplate? Of(ReadOnlySpan<byte> line, JsonScanner scanner, int slots)
    {
        var slotAt = new Dictionary<int, int>();
        for (var slot = 0; slot < slots; slot++)
        {
            var (cell, start, _) = scanner.CellAt(slot);
            if (cell is not (JsonCell.Plain or JsonCell.Absent) || (cell == JsonCell.Plain && !slotAt.TryAdd(start, slot)))
            {
                return null;
            }
        }

        var (parts, from) = (new List<Part>(), 0);
        var reader = new Utf8JsonReader(line);
        while (reader.Read())
        {
            var isText = reader.TokenType == JsonTokenType.String;
            if ((isText && reader.ValueIsEscaped) || !(isText || reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False))
            {
                continue;
            }

            var start = (int)reader.TokenStartIndex + (isText ? 1 : 0);
            parts.Add(new Part(line[from..start].ToArray(), slotAt.GetValueOrDefault(start, -1), isText));
            from = start + reader.ValueSpan.Length;
        }

        return parts.Count(p => p.Slot >= 0) == slotAt.Count ? new JsonTemplate([.. parts], line[from..].ToArray(), slots) : null;
    }

    /// <summary>Whether the line is of this template; its values then are in the row of the batch.</summary>
    /// <param name="line">Without its line end.</param>
    /// <param name="start">Where it starts in the block.</param>
    /// <param name="batch">Where the places of the values go.</param>
    /// <param name="row">Row of the batch; what is written there does not count when the line does not fit.</param>
    public bool TryRead(ReadOnlySpan<byte> line, int start, RowBatch batch, int row)
    {
        var at = 0;
        foreach (var part in _parts)
        {
            if (!line[at..].StartsWith(part.Before))
            {
                return false;
            }

            at += part.Before.Length;
            var rest = line[at..];
            var length = part.IsText ? rest.IndexOfAny(TextEnds) : rest.IndexOfAny(BareEnds);
            if (length < 0 || length > JsonScanner.LongestValue || (part.IsText ? rest[length] != '"' : !IsBare(rest[..length])))
            {
                return false;
            }

            if (part.Slot >= 0)
            {
                (batch.StartsOf(part.Slot)[row], batch.LengthsOf(part.Slot)[row]) = (start + at, length);
            }

            at += length;
        }

        if (!line[at..].SequenceEqual(_tail))
        {
            return false;
        }

        foreach (var slot in _absent)
        {
            (batch.StartsOf(slot)[row], batch.LengthsOf(slot)[row]) = (start, 0);
        }

        return true;
    }

    // True, false, or a whole number or decimal fraction as JSON writes them; exponents take the long way.
    private static bool IsBare(ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual("true"u8) || value.SequenceEqual("false"u8))
        {
            return true;
        }

        var digits = value is [(byte)'-', ..] ? value[1..] : value;
        var end = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var whole = end < 0 ? digits.Length : end;
        return whole > 0 && (whole == 1 || digits[0] != '0')
            && (end < 0 || (digits[end] == '.' && digits.Length > end + 1 && digits[(end + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0));
    }

    /// <param name="Before">The bytes between the value before and this one.</param>
    /// <param name="Slot">Where the value goes; -1 when nobody wants it.</param>
    /// <param name="IsText">It stands in quotes.</param>
    private sealed record Part(byte[] Before, int Slot, bool IsText);
}
