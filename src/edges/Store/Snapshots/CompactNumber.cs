namespace Mainstay.Store.Snapshots;

/// <summary>
/// Doubles in as few bytes as keep every bit. Most readings are counts and most points 0 or 100: one byte; fractions that a
/// float holds take five, all others nine.
/// </summary>
internal static class CompactNumber
{
    private const byte Null = 0;
    private const byte Integer = 1;

    // 2 to 127 stand for 0 to 125.
    private const byte Small = 2;
    private const int MostSmall = 125;
    private const byte Single = 128;
    private const byte Double = 129;

    public static void Write(BinaryWriter writer, double? number)
    {
        if (number is not { } value)
        {
            writer.Write(Null);
        }
        else if (IsExactly(value, (int)value))
        {
            WriteInteger(writer, (int)value);
        }
        else if (BitConverter.DoubleToInt64Bits((float)value) == BitConverter.DoubleToInt64Bits(value))
        {
            writer.Write(Single);
            writer.Write((float)value);
        }
        else
        {
            writer.Write(Double);
            writer.Write(value);
        }
    }

    public static double? Read(BinaryReader reader) => reader.ReadByte() switch
    {
        Null => null,
        Integer => reader.Read7BitEncodedInt(),
        Single => reader.ReadSingle(),
        Double => reader.ReadDouble(),
        >= Small and < Single and var small => small - Small,
        var other => throw new InvalidDataException($"A stored number begins with {other}, which is none."),
    };

    // Compared bit by bit, because minus zero equals zero.
    private static bool IsExactly(double value, int integer) => BitConverter.DoubleToInt64Bits(integer) == BitConverter.DoubleToInt64Bits(value);

    private static void WriteInteger(BinaryWriter writer, int value)
    {
        if (value is >= 0 and <= MostSmall)
        {
            writer.Write((byte)(Small + value));
            return;
        }

        writer.Write(Integer);
        writer.Write7BitEncodedInt(value);
    }
}
