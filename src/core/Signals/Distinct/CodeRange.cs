using System.Numerics;
using Mainstay.Core.Facts.Columns;

namespace Mainstay.Core.Signals.Distinct;

/// <summary>Between which codes those of an account lie: near each other, so that a small array holds something of each.</summary>
internal static class CodeRange
{
    /// <returns>The least code that is not absent, and the greatest; the greatest is below 0 where none is there.</returns>
    public static (int Least, int Greatest) Of(ReadOnlySpan<int> codes)
    {
        var (least, greatest) = (uint.MaxValue, TextInterner.Absent);
        var i = 0;
        if (codes.Length >= Vector<int>.Count)
        {
            // As unsigned numbers, absent (-1) is the greatest and never the least.
            var (low, high) = (new Vector<uint>(uint.MaxValue), new Vector<int>(TextInterner.Absent));
            for (; i <= codes.Length - Vector<int>.Count; i += Vector<int>.Count)
            {
                var some = new Vector<int>(codes[i..]);
                low = Vector.Min(low, Vector.AsVectorUInt32(some));
                high = Vector.Max(high, some);
            }

            for (var lane = 0; lane < Vector<int>.Count; lane++)
            {
                least = Math.Min(least, low[lane]);
                greatest = Math.Max(greatest, high[lane]);
            }
        }

        for (; i < codes.Length; i++)
        {
            least = Math.Min(least, (uint)codes[i]);
            greatest = Math.Max(greatest, codes[i]);
        }

        return ((int)least, greatest);
    }
}
