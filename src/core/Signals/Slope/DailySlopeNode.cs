using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Slope;

/// <summary>The slope from running totals of y and of day × y; all of them whole numbers, so that nothing is rounded before the division.</summary>
internal sealed class DailySlopeNode(OccurrenceDays days, int window, DayGrid grid) : SweepNode(grid)
{
    private readonly double[] _y = new double[grid.Count + 1];
    private readonly double[] _dayY = new double[grid.Count + 1];

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        days.Compute(account);
        var counts = days.Counts;
        for (var g = 0; g < counts.Length; g++)
        {
            _y[g + 1] = _y[g] + counts[g];
            _dayY[g + 1] = _dayY[g] + g * counts[g];
        }

        double sumX = 0, sumXx = 0;
        for (var x = 0; x < window; x++)
        {
            sumX += x;
            sumXx += (double)x * x;
        }

        for (var g = window; g < values.Length; g++)
        {
            var sumY = _y[g] - _y[g - window];
            var sumXy = _dayY[g] - _dayY[g - window] - (g - window) * sumY;
            values[g] = (window * sumXy - sumX * sumY) / (window * sumXx - sumX * sumX);
        }
    }
}
