using System.Globalization;
using System.Runtime.CompilerServices;
using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Sources.Files.Rows;

namespace Mainstay.Sources.Files.Blocks;

/// <summary>Numbers, and money in minor units: whole numbers at once, others by the framework.</summary>
internal sealed class NumberCells(FactField field, int slot) : Cells
{
    // So many digits are exact in a double.
    private const int MostDigits = 15;

    private readonly int[] _starts = new int[RowBatch.Size];
    private readonly int[] _lengths = new int[RowBatch.Size];
    private readonly double[] _numbers = new double[RowBatch.Size];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Read(BatchCells cells, Span<bool> isOdd)
    {
        cells.Take(slot, _starts, _lengths);
        var bytes = cells.Bytes;
        for (var i = 0; i < cells.Count; i++)
        {
            _numbers[i] = double.NaN;
            if (_lengths[i] != 0)
            {
                isOdd[i] |= _lengths[i] < 0 || !TryRead(bytes.Slice(_starts[i], _lengths[i]), out _numbers[i]);
            }
        }
    }

    public override void Write(BatchCells cells, FactRowWriter writer)
    {
        var numbers = _numbers.AsSpan(0, cells.Count);
        if (_lengths.AsSpan(0, cells.Count).ContainsAnyExcept(0))
        {
            writer.SetNumbers(field, numbers);
        }
    }

    public override void Hash(int row, FactRowWriter writer, ref FactHash hash) => hash.Add(_numbers[row]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryRead(ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        if (text.Length <= MostDigits && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            var whole = 0L;
            foreach (var digit in text)
            {
                whole = (whole * 10) + (digit - '0');
            }

            number = whole;
            return true;
        }

        // Amounts that are not plain whole numbers are read as decimals, the long way.
        if (field.Type != FieldType.Number
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) || !double.IsFinite(number))
        {
            return false;
        }

        number = number == 0 ? 0 : number;
        return true;
    }
}
