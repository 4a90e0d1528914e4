using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Ratio;

internal sealed class RatioNode(SweepNode of, SweepNode to, DayGrid grid) : SweepNode(grid)
{
    private static readonly double NotApplicable = ReadingCode.Of(MissingReason.NotApplicable);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        var above = of.Of(account);
        var below = to.Of(account);
        for (var g = 0; g < values.Length; g++)
        {
            values[g] = double.IsNaN(above[g]) ? above[g]
                : double.IsNaN(below[g]) ? below[g]
                : below[g] == 0 ? NotApplicable
                : ReadingCode.OfResult(above[g] / below[g]);
        }
    }
}
