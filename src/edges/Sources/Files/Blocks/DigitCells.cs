using System.Text;
using Mainstay.Core.Facts.Columns;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>The digits of the minor unit of each row's currency, as <see cref="MinorDigits"/> has them of one row.</summary>
internal sealed class DigitCells(MinorDigits digits, ImportState import)
{
    // Beyond it the texts are no currencies; they are forgotten and read again when they come again.
    private const int MostTexts = 1000;

    private readonly int[] _starts = new int[RowBatch.Size];
    private readonly int[] _lengths = new int[RowBatch.Size];
    private readonly int[] _texts = new int[RowBatch.Size];
    private readonly int[] _digits = new int[RowBatch.Size];
    private readonly List<int> _known = [];
    private readonly CellReader _reader = new(import);
    private TextInterner _currencies = new();

    /// <summary>Of a row read last.</summary>
    public int this[int row] => _digits[row];

    public void Read(BatchCells cells)
    {
        if (digits.Column is not var (field, source, slot))
        {
            _digits.AsSpan(0, cells.Count).Fill(digits.Of());
            return;
        }

        if (_known.Count > MostTexts)
        {
            _currencies = new TextInterner();
            _known.Clear();
        }

        cells.Take(slot, _starts, _lengths);
        _currencies.CodesOf(cells.Bytes, _starts.AsSpan(0, cells.Count), _lengths.AsSpan(0, cells.Count), _texts);
        while (_known.Count < _currencies.Count)
        {
            var text = Encoding.UTF8.GetString(_currencies.Utf8(_known.Count));
            _known.Add(MinorDigits.Of(_reader.TryRead(text, field, source, digits.Of(), out var value) ? value.Text : null));
        }

        for (var i = 0; i < cells.Count; i++)
        {
            _digits[i] = _texts[i] < 0 ? MinorDigits.Of(null) : _known[_texts[i]];
        }
    }
}
