using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Timing;

/// <summary>Carries the last day on which something happened on from day to day.</summary>
internal sealed class DailyRecencyNode(OccurrenceDays days, int? window, DayGrid grid) : SweepNode(grid)
{
    protected override void Fill(AccountHistory account, Span<double> values)
    {
        days.Compute(account);
        var counts = days.Counts;
        var g = First;

        // Seen first by the midnight after its day.
        var last = counts[..g].LastIndexOfAnyExcept(0);
        if (last < 0 && days.Earlier > 0)
        {
            last = Grid.Calendar.DateOf(days.LastEarlier).DayNumber - Grid.DayNumberOf(0);
        }
        else if (last < 0)
        {
            last = counts.IndexOfAnyExcept(0);
            g = last < 0 ? values.Length : last + 1;
            values[First..g].Fill(ReadingCode.Of(MissingReason.Absent));
        }

        var (most, stale) = (window ?? int.MaxValue, ReadingCode.Of(MissingReason.Stale));
        for (; g < values.Length; g++)
        {
            var since = g - last;
            values[g] = since > most ? stale : since;
            last = counts[g] > 0 ? g : last;
        }
    }
}

/// <summary>Paints the dates of the spans one over the other, the latest last, and counts from them.</summary>
internal sealed class SpanRecencyNode(SelectionSpans spans, DayGrid grid) : SweepNode(grid)
{
    private readonly List<RowSpan> _ordered = [];
    private readonly MissingDays _missing = new(grid);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        values.Fill(double.NaN);
        _ordered.Clear();
        foreach (var span in spans.Of(account))
        {
            if (span.Instant != Facts.Columns.FactColumns.NoTime)
            {
                _ordered.Add(span);
            }
        }

        _ordered.Sort((a, b) => a.Instant.CompareTo(b.Instant));
        foreach (var span in _ordered)
        {
            values[span.From..span.To].Fill(Grid.Calendar.DateOf(new Instant(span.Instant)).DayNumber);
        }

        for (var g = First; g < values.Length; g++)
        {
            values[g] = Grid.DayNumberOf(g) - values[g];
        }

        _missing.Explain(spans, account, values, First);
    }
}

/// <summary>Keeps the earliest date ahead of each day.</summary>
internal sealed class DaysUntilNode(FactField field, SelectionSpans spans, DayGrid grid) : SweepNode(grid)
{
    protected override void Fill(AccountHistory account, Span<double> values)
    {
        values[First..].Fill(double.PositiveInfinity);
        foreach (var span in spans.Of(account))
        {
            var time = spans.Time(span, field);
            if (time == Facts.Columns.FactColumns.NoTime)
            {
                continue;
            }

            var date = (double)Grid.Calendar.DateOf(new Instant(time)).DayNumber;
            var to = Math.Min(span.To, Grid.After(time));
            for (var g = Math.Max(First, spans.Known(span, field)); g < to; g++)
            {
                values[g] = Math.Min(values[g], date);
            }
        }

        for (var g = First; g < values.Length; g++)
        {
            values[g] = double.IsInfinity(values[g]) ? ReadingCode.Of(MissingReason.NotApplicable) : values[g] - Grid.DayNumberOf(g);
        }
    }
}
