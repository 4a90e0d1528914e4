using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Firsts;

internal sealed class ReachedNode(FirstTimeDays first, DayGrid grid) : SweepNode(grid)
{
    protected override void Fill(AccountHistory account, Span<double> values)
    {
        var instants = first.Of(account);
        for (var g = First; g < values.Length; g++)
        {
            values[g] = instants[g] == FirstTimeDays.None ? 0 : 1;
        }
    }
}

internal sealed class DaysToNode(FirstTimeDays first, FirstTimeDays since, DayGrid grid) : SweepNode(grid)
{
    private readonly LocalDays _starts = new(grid);
    private readonly LocalDays _ends = new(grid);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        var starts = since.Of(account);
        var ends = first.Of(account);
        for (var g = First; g < values.Length; g++)
        {
            values[g] = starts[g] > Grid.Starts[g] ? ReadingCode.Of(MissingReason.NotApplicable)
                : Math.Max(0, (ends[g] == FirstTimeDays.None ? Grid.DayNumberOf(g) : _ends.Of(ends[g])) - _starts.Of(starts[g]));
        }
    }
}

internal sealed class ScaledNode(SweepNode of, int window, FirstTimeDays since, DayGrid grid) : SweepNode(grid)
{
    private readonly LocalDays _days = new(grid);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        var readings = of.Of(account, First);
        var starts = since.Of(account);
        for (var g = First; g < values.Length; g++)
        {
            values[g] = double.IsNaN(readings[g]) ? readings[g]
                : starts[g] > Grid.Starts[g] ? ReadingCode.Of(MissingReason.NotApplicable)
                : ReadingCode.OfResult(ScaledMeasure.Scale(readings[g], window, Grid.DayNumberOf(g) - _days.Of(starts[g])));
        }
    }
}

/// <summary>Local days of instants. Neighbouring days mostly ask for the same instant, so the last answer is kept.</summary>
internal sealed class LocalDays(DayGrid grid)
{
    private long _instant = long.MinValue;
    private int _day;

    public int Of(long instant)
    {
        if (instant != _instant)
        {
            (_instant, _day) = (instant, grid.Calendar.DateOf(new Instant(instant)).DayNumber);
        }

        return _day;
    }
}
