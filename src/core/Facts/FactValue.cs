using System.Globalization;

namespace Mainstay.Core.Facts;

/// <summary>
/// One value of a fact: a text, a number (also money in minor units and flags as 1 or 0) or an instant.
/// <c>default</c> is absent, which is neither zero nor empty.
/// </summary>
public readonly record struct FactValue
{
    private readonly string? _text;

    // The bits of a number or the microseconds of an instant. Not a double: as one, every instant from 1827 to 1970 would
    // be some NaN, and all of those are equal.
    private readonly long _bits;
    private readonly Tag _tag;

    private FactValue(Tag tag, string? text, long bits)
    {
        _tag = tag;
        _text = text;
        _bits = bits;
    }

    private enum Tag : byte
    {
        Absent,
        Text,
        Number,
        Time,
    }

    public bool IsAbsent => _tag == Tag.Absent;

    public string? Text => _tag == Tag.Text ? _text : null;

    public double? Number => _tag == Tag.Number ? BitConverter.Int64BitsToDouble(_bits) : null;

    public Instant? Time => _tag == Tag.Time ? new Instant(_bits) : null;

    public static FactValue Of(string? text) => text is null ? default : new(Tag.Text, text, 0);

    /// <exception cref="ArgumentOutOfRangeException">Not a finite number.</exception>
    public static FactValue Of(double number) =>
        double.IsFinite(number)
            ? new(Tag.Number, null, BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number))
            : throw new ArgumentOutOfRangeException(nameof(number), number, "A fact's number must be finite.");

    public static FactValue Of(bool flag) => Of(flag ? 1d : 0d);

    public static FactValue Of(Instant time) => new(Tag.Time, null, time.Micros);

    /// <summary>Invariant text that reads back to the same value; empty when absent.</summary>
    public override string ToString() => _tag switch
    {
        Tag.Absent => "",
        Tag.Text => _text!,
        Tag.Number => Number!.Value.ToString("R", CultureInfo.InvariantCulture),
        Tag.Time => Time!.Value.ToString(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
