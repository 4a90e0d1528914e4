using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Holding;

/// <summary>Keeps the earliest beginning of the spans of each day and counts from it.</summary>
internal sealed class HeldDaysNode(FactField begin, SelectionSpans spans, DayGrid grid) : SweepNode(grid)
{
    private readonly bool[] _untold = new bool[grid.Count];

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        values.Fill(double.PositiveInfinity);
        _untold.AsSpan().Clear();
        foreach (var span in spans.Of(account))
        {
            var known = Math.Min(spans.Known(span, begin), span.To);
            _untold.AsSpan(span.From, known - span.From).Fill(true);
            if (known == span.To)
            {
                continue;
            }

            var date = (double)Grid.Calendar.DateOf(new Instant(spans.Time(span, begin))).DayNumber;
            for (var g = known; g < span.To; g++)
            {
                values[g] = Math.Min(values[g], date);
            }
        }

        for (var g = First; g < values.Length; g++)
        {
            values[g] = !double.IsInfinity(values[g]) ? Grid.DayNumberOf(g) - values[g]
                : _untold[g] ? ReadingCode.Of(MissingReason.Absent)
                : 0;
        }
    }
}

/// <summary>Keeps the greatest length of the spans of each day.</summary>
internal sealed class TermDaysNode(FactField begin, FactField end, SelectionSpans spans, DayGrid grid) : SweepNode(grid)
{
    protected override void Fill(AccountHistory account, Span<double> values)
    {
        values.Fill(double.NegativeInfinity);
        foreach (var span in spans.Of(account))
        {
            if (spans.Time(span, end) is var to && to != FactColumns.NoTime)
            {
                var days = (double)Grid.Calendar.DaysBetween(new Instant(spans.Time(span, begin)), new Instant(to));
                for (var g = span.From; g < span.To; g++)
                {
                    values[g] = Math.Max(values[g], days);
                }
            }
        }

        foreach (ref var value in values)
        {
            value = double.IsInfinity(value) ? ReadingCode.Of(MissingReason.NotApplicable) : value;
        }
    }
}
