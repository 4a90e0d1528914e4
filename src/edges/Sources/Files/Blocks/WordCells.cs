using System.Text;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Sources.Files.Mappings;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>
/// Cells with few different texts, or that are read in an unusual way: words of the mapping, flags, amounts in major units.
/// Each different text is read once, by the reader of single cells.
/// </summary>
/// <param name="digits">Of amounts in major units; null for everything else.</param>
internal sealed class WordCells(FactField field, FieldSource.Column source, int slot, CellReader reader, DigitCells? digits) : Cells
{
    // Beyond it the texts are no words; they are forgotten and read again when they come again.
    private const int MostTexts = 100_000;

    private readonly int[] _starts = new int[RowBatch.Size];
    private readonly int[] _lengths = new int[RowBatch.Size];
    private readonly int[] _words = new int[RowBatch.Size];
    private readonly FactValue[] _values = new FactValue[RowBatch.Size];

    // By the digits of a currency's minor unit, which the same text is another amount with.
    private readonly List<FactValue?>[] _known = [.. Enumerable.Range(0, MinorDigits.Most + 1).Select(_ => new List<FactValue?>())];
    private TextInterner _texts = new();

    public override void Read(BatchCells cells, Span<bool> isOdd)
    {
        if (_texts.Count > MostTexts)
        {
            _texts = new TextInterner();
            Array.ForEach(_known, known => known.Clear());
        }

        cells.Take(slot, _starts, _lengths);
        _texts.CodesOf(cells.Bytes, _starts.AsSpan(0, cells.Count), _lengths.AsSpan(0, cells.Count), _words);
        digits?.Read(cells);
        for (var i = 0; i < cells.Count; i++)
        {
            var known = _words[i] < 0 ? default(FactValue) : Known(_words[i], digits is null ? 0 : digits[i]);
            isOdd[i] |= _lengths[i] < 0 || known is null;
            _values[i] = known ?? default;
        }
    }

    private FactValue? Known(int word, int minorDigits)
    {
        var known = _known[minorDigits];
        while (known.Count <= word)
        {
            known.Add(reader.TryRead(Encoding.UTF8.GetString(_texts.Utf8(known.Count)), field, source, minorDigits, out var value) ? value : null);
        }

        return known[word];
    }

    public override void Write(BatchCells cells, FactRowWriter writer) => Values.Write(field, _values.AsSpan(0, cells.Count), writer);

    public override long MicrosOf(int row) => FactHash.Micros(_values[row].Time);

    public override void Hash(int row, FactRowWriter writer, ref FactHash hash) => hash.Add(field, _values[row]);
}

/// <summary>The same value in every row.</summary>
internal sealed class ConstantCells(FactField field, FactValue constant) : Cells
{
    private readonly FactValue[] _values = [.. Enumerable.Repeat(constant, RowBatch.Size)];

    public override void Read(BatchCells cells, Span<bool> isOdd)
    {
        // It fits every row.
    }

    public override void Write(BatchCells cells, FactRowWriter writer) => Values.Write(field, _values.AsSpan(0, cells.Count), writer);

    public override long MicrosOf(int row) => FactHash.Micros(constant.Time);

    public override void Hash(int row, FactRowWriter writer, ref FactHash hash) => hash.Add(field, constant);
}

file static class Values
{
    public static void Write(FactField field, ReadOnlySpan<FactValue> values, FactRowWriter writer)
    {
        var hasAny = false;
        foreach (ref readonly var value in values)
        {
            hasAny |= !value.IsAbsent;
        }

        if (!hasAny)
        {
            return;
        }

        Span<long> cells = stackalloc long[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            cells[i] = field.IsTime ? FactHash.Micros(values[i].Time) : BitConverter.DoubleToInt64Bits(values[i].Number ?? double.NaN);
        }

        if (field.IsTime)
        {
            writer.SetTimes(field, cells);
        }
        else if (field.IsNumeric)
        {
            writer.SetNumbers(field, System.Runtime.InteropServices.MemoryMarshal.Cast<long, double>(cells));
        }
        else
        {
            WriteTexts(field, values, writer);
        }
    }

    private static void WriteTexts(FactField field, ReadOnlySpan<FactValue> values, FactRowWriter writer)
    {
        Span<int> codes = stackalloc int[values.Length];
        var texts = writer.TextsOf(field);
        for (var i = 0; i < values.Length; i++)
        {
            codes[i] = i > 0 && ReferenceEquals(values[i].Text, values[i - 1].Text) ? codes[i - 1] : texts.CodeOf(values[i].Text);
        }

        writer.SetTexts(field, codes);
    }
}
