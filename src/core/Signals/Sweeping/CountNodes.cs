using System.Numerics;
using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>Counts by running totals of daily counts: a window is the difference of two of them.</summary>
internal sealed class DailyCountNode(OccurrenceDays days, int? window, DayGrid grid) : SweepNode(grid)
{
    protected override void Fill(AccountHistory account, Span<double> values)
    {
        days.Compute(account);
        var before = days.Before[..values.Length];
        if (window is not { } n)
        {
            for (var g = First; g < values.Length; g++)
            {
                values[g] = days.Earlier + before[g];
            }

            return;
        }

        // Closer to its beginning than the window is long, what happened before the grid is missing: nobody asks there.
        before[..Math.Min(n, before.Length)].CopyTo(values);
        var first = Math.Max(n, First);
        for (; first <= values.Length - Vector<double>.Count; first += Vector<double>.Count)
        {
            (new Vector<double>(before[first..]) - new Vector<double>(before[(first - n)..])).CopyTo(values[first..]);
        }

        for (; first < values.Length; first++)
        {
            values[first] = before[first] - before[first - n];
        }
    }
}

/// <summary>Counts by the beginnings and ends of spans.</summary>
internal sealed class SpanCountNode(SelectionSpans spans, DayGrid grid) : SweepNode(grid)
{
    private readonly int[] _differences = new int[grid.Count + 1];

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        _differences.AsSpan().Clear();
        foreach (var span in spans.Of(account))
        {
            _differences[span.From]++;
            _differences[span.To]--;
        }

        Accumulate(_differences, values);
    }
}
