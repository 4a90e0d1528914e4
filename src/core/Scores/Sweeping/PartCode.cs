using Mainstay.Core.Scores.Models;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Scores.Sweeping;

/// <summary>
/// A column of points says in the lowest bits of a NaN where the weight of a signal without points goes. Any other NaN leaves
/// it to the rest of the dimension. The codes lie beside those of <see cref="ReadingCode"/>.
/// </summary>
internal static class PartCode
{
    private const ulong ExcludedBits = 0x7FF8_0000_0000_0021;
    private const ulong SpreadBits = 0x7FF8_0000_0000_0022;

    /// <summary>Points, or the code of where the weight goes. What a signal carries is not known here.</summary>
    public static double Of(MissingPolicy policy) => policy switch
    {
        MissingPolicy.Fixed { Points: var points } => points,
        MissingPolicy.Exclude => BitConverter.UInt64BitsToDouble(ExcludedBits),
        MissingPolicy.RedistributeAll => BitConverter.UInt64BitsToDouble(SpreadBits),
        MissingPolicy.Carry { Then: var then } => Of(then),
        _ => double.NaN,
    };

    public static bool IsExcluded(double points) => BitConverter.DoubleToUInt64Bits(points) == ExcludedBits;

    public static bool IsSpread(double points) => BitConverter.DoubleToUInt64Bits(points) == SpreadBits;
}
