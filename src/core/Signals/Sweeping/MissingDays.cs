using System.Numerics;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>Says of the days on which a selection gives nothing whether it never did (absent) or not lately (stale).</summary>
internal sealed class MissingDays(DayGrid grid)
{
    private static readonly double Absent = ReadingCode.Of(MissingReason.Absent);
    private static readonly double Stale = ReadingCode.Of(MissingReason.Stale);

    private readonly double[] _reasons = new double[grid.Count];

    /// <summary>Overwrites every NaN of <paramref name="values"/> from day <paramref name="first"/> on that has no reason yet.</summary>
    public void Explain(SelectionSpans spans, AccountHistory account, Span<double> values, int first)
    {
        var g = FirstMissing(values, first);
        if (g == values.Length)
        {
            return;
        }

        _reasons.AsSpan().Fill(Absent);
        spans.MarkEverSeen(account, _reasons, Stale);
        for (; g <= values.Length - Vector<double>.Count; g += Vector<double>.Count)
        {
            var some = new Vector<double>(values[g..]);
            if (Vector.EqualsAll(some, some))
            {
                continue;
            }

            var hasReason = ~Vector.Equals(Vector.AsVectorUInt64(some) & new Vector<ulong>(ReadingCode.Reason), Vector<ulong>.Zero);
            var stays = Vector.AsVectorUInt64(Vector.Equals(some, some)) | hasReason;
            Vector.ConditionalSelect(Vector.AsVectorDouble(stays), some, new Vector<double>(_reasons, g)).CopyTo(values[g..]);
        }

        for (; g < values.Length; g++)
        {
            values[g] = double.IsNaN(values[g]) && ReadingCode.HasNoReason(values[g]) ? _reasons[g] : values[g];
        }
    }

    // Where something was always selected there is nothing to explain, and the spans need not be gone through.
    private static int FirstMissing(ReadOnlySpan<double> values, int first)
    {
        var g = first;
        while (g <= values.Length - Vector<double>.Count && new Vector<double>(values[g..]) is var some && Vector.EqualsAll(some, some))
        {
            g += Vector<double>.Count;
        }

        while (g < values.Length && !double.IsNaN(values[g]))
        {
            g++;
        }

        return g;
    }
}
