using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Slope;

/// <summary>
/// The slope from how many facts are selected a day and the sum of the days they happened on, where they come and go in other
/// ways than with a window. All of it whole numbers, so that nothing is rounded before the division.
/// </summary>
internal sealed class SpanSlopeNode(SelectionSpans spans, int window, DayGrid grid) : SweepNode(grid)
{
    private readonly double[] _count = new double[grid.Count + 1];
    private readonly double[] _days = new double[grid.Count + 1];

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        _count.AsSpan().Clear();
        _days.AsSpan().Clear();
        foreach (var span in spans.Of(account))
        {
            // The last midnight that is not after it begins its day.
            var day = Grid.After(span.Instant) - 1;
            _count[span.From]++;
            _count[span.To]--;
            _days[span.From] += day;
            _days[span.To] -= day;
        }

        var (n, sumX, sumXx) = ((double)window, 0d, 0d);
        for (var x = 0; x < window; x++)
        {
            sumX += x;
            sumXx += (double)x * x;
        }

        double sumY = 0, sumDays = 0;
        for (var g = 0; g < values.Length; g++)
        {
            sumY += _count[g];
            sumDays += _days[g];
            var sumXy = sumDays - (g - window) * sumY;
            values[g] = (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
        }
    }
}
