using System.Numerics;
using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Slope;

/// <summary>The slope from running totals of y and of day × y; all of them whole numbers, so that nothing is rounded before the division.</summary>
internal sealed class DailySlopeNode(OccurrenceDays days, int window, DayGrid grid) : SweepNode(grid)
{
    private readonly double[] _dayY = new double[grid.Count + 1];

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        days.Compute(account);
        var counts = days.Counts;
        var y = days.Before;
        for (var g = Math.Max(0, First - window); g < counts.Length; g++)
        {
            _dayY[g + 1] = _dayY[g] + g * counts[g];
        }

        double sumX = 0, sumXx = 0;
        for (var x = 0; x < window; x++)
        {
            sumX += x;
            sumXx += (double)x * x;
        }

        var (n, divisor) = ((double)window, window * sumXx - sumX * sumX);
        var at = Math.Max(window, First);
        for (; at <= values.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            var sumY = new Vector<double>(y[at..]) - new Vector<double>(y[(at - window)..]);
            var first = Vector.CreateSequence(at - window, 1d);
            var sumXy = new Vector<double>(_dayY, at) - new Vector<double>(_dayY, at - window) - first * sumY;
            ((n * sumXy - sumX * sumY) / new Vector<double>(divisor)).CopyTo(values[at..]);
        }

        for (; at < values.Length; at++)
        {
            var sumY = y[at] - y[at - window];
            var sumXy = _dayY[at] - _dayY[at - window] - (at - window) * sumY;
            values[at] = (n * sumXy - sumX * sumY) / divisor;
        }
    }
}
