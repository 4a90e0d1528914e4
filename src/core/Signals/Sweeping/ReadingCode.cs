namespace Mainstay.Core.Signals.Sweeping;

/// <summary>
/// A reading in one double: the value itself, or a NaN whose lowest bits say why there is none. A column of readings then
/// is a column of numbers.
/// </summary>
public static class ReadingCode
{
    /// <summary>The bits that say why; all zero in a hole that is still to be explained.</summary>
    internal const ulong Reason = 0xFF;

    private const ulong QuietNaN = 0x7FF8_0000_0000_0000;

    public static double Of(MissingReason reason) => BitConverter.UInt64BitsToDouble(QuietNaN | ((ulong)reason + 1));

    /// <summary>The value, or not applicable where the arithmetic left the numbers.</summary>
    public static double OfResult(double value) => double.IsFinite(value) ? value : Of(MissingReason.NotApplicable);

    public static bool IsMissing(double code) => double.IsNaN(code);

    /// <summary>Why a missing reading is missing; null for a value.</summary>
    public static MissingReason? ReasonOf(double code) =>
        double.IsNaN(code) ? (MissingReason)((BitConverter.DoubleToUInt64Bits(code) & Reason) - 1) : null;

    /// <summary>Whether a NaN is none of the missing readings, but a hole still to be explained.</summary>
    public static bool HasNoReason(double code) => (BitConverter.DoubleToUInt64Bits(code) & Reason) == 0;

    public static double Of(Reading reading) => reading switch
    {
        Reading.Observed observed => observed.Value,
        Reading.Missing missing => Of(missing.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
