using System.Numerics;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>Divides columns, several days at a time.</summary>
internal static class QuotientColumns
{
    private static readonly double NotApplicable = ReadingCode.Of(MissingReason.NotApplicable);

    /// <summary>
    /// <paramref name="above"/> / <paramref name="below"/>: missing as the one above is, then as the one below, and not
    /// applicable by zero or where the arithmetic leaves the numbers.
    /// </summary>
    public static void Fill(ReadOnlySpan<double> above, ReadOnlySpan<double> below, Span<double> values)
    {
        var g = 0;
        for (; g <= values.Length - Vector<double>.Count; g += Vector<double>.Count)
        {
            var (a, b) = (new Vector<double>(above[g..]), new Vector<double>(below[g..]));
            var quotient = a / b;
            var isNumber = Vector.LessThan(Vector.Abs(quotient), new Vector<double>(double.PositiveInfinity)) & ~Vector.Equals(b, Vector<double>.Zero);
            quotient = Vector.ConditionalSelect(isNumber, quotient, new Vector<double>(NotApplicable));
            quotient = Vector.ConditionalSelect(Vector.Equals(b, b), quotient, b);
            Vector.ConditionalSelect(Vector.Equals(a, a), quotient, a).CopyTo(values[g..]);
        }

        for (; g < values.Length; g++)
        {
            values[g] = double.IsNaN(above[g]) ? above[g]
                : double.IsNaN(below[g]) ? below[g]
                : below[g] == 0 ? NotApplicable
                : ReadingCode.OfResult(above[g] / below[g]);
        }
    }
}
