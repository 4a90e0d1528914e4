using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Ratio;

internal sealed class RatioNode(SweepNode of, SweepNode to, DayGrid grid) : SweepNode(grid)
{
    protected override void Fill(AccountHistory account, Span<double> values) =>
        QuotientColumns.Fill(of.Of(account, First)[First..], to.Of(account, First)[First..], values[First..]);
}
