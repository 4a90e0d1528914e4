using Mainstay.Core.Facts;

namespace Mainstay.Core.Signals.Sweeping;

/// <summary>Counts by running totals of daily counts: a window is the difference of two of them.</summary>
internal sealed class DailyCountNode(OccurrenceDays days, int? window, DayGrid grid) : SweepNode(grid)
{
    private readonly double[] _before = new double[grid.Count];

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        days.Compute(account);
        var counts = days.Counts;
        double total = window is null ? days.Earlier : 0;
        for (var g = 0; g < counts.Length; g++)
        {
            _before[g] = total;
            total += counts[g];
        }

        _before.AsSpan().CopyTo(values);
        if (window is { } n)
        {
            for (var g = n; g < values.Length; g++)
            {
                values[g] -= _before[g - n];
            }
        }
    }
}

/// <summary>Counts by the beginnings and ends of spans.</summary>
internal sealed class SpanCountNode(SelectionSpans spans, DayGrid grid) : SweepNode(grid)
{
    private readonly double[] _differences = new double[grid.Count + 1];

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
