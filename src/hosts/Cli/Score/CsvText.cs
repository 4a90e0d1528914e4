using System.Globalization;

namespace Mainstay.Cli.Score;

/// <summary>Rows of bytes that grow.</summary>
internal sealed class CsvText
{
    /// <summary>The longest number there is: "-1.2345678901234567E-308".</summary>
    public const int LongestNumber = 24;

    private byte[] _bytes = new byte[1 << 16];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Makes room for what is added next without asking.</summary>
    public void Reserve(int bytes)
    {
        if (_bytes.Length - Length < bytes)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + bytes));
        }
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
    }

    public void Add(byte separator) => _bytes[Length++] = separator;

    /// <summary>The shortest text that reads as the same number; nothing for NaN.</summary>
    public void Add(double number)
    {
        if (double.IsNaN(number))
        {
            return;
        }

        // Most readings are whole numbers. -0 is none: it keeps its sign.
        var target = _bytes.AsSpan(Length);
        var isWhole = Math.Abs(number) < 1e15 && number == Math.Floor(number) && BitConverter.DoubleToInt64Bits(number) != long.MinValue;
        _ = isWhole
            ? ((long)number).TryFormat(target, out var written, default, CultureInfo.InvariantCulture)
            : number.TryFormat(target, out written, default, CultureInfo.InvariantCulture);
        Length += written;
    }
}

/// <summary>The numbers of one column: one that stays from row to row is put into words once.</summary>
internal sealed class CsvColumn
{
    private readonly CsvText _text = new();
    private long _bits = BitConverter.DoubleToInt64Bits(double.NaN);

    public void AddTo(CsvText row, double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        if (bits != _bits)
        {
            _bits = bits;
            _text.Clear();
            _text.Add(number);
        }

        row.Add((byte)',');
        row.Add(_text.Written.Span);
    }
}
