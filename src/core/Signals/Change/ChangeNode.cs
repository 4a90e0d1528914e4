using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Change;

/// <summary>Divides a column by itself, some days earlier.</summary>
internal sealed class ChangeNode(SweepNode of, int overDays, DayGrid grid) : SweepNode(grid)
{
    private static readonly double NotApplicable = ReadingCode.Of(MissingReason.NotApplicable);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        var readings = of.Of(account);
        values[..Math.Min(overDays, values.Length)].Fill(NotApplicable);
        for (var g = overDays; g < values.Length; g++)
        {
            var (now, then) = (readings[g], readings[g - overDays]);
            values[g] = double.IsNaN(now) || double.IsNaN(then) ? (double.IsNaN(now) ? now : then)
                : then == 0 ? NotApplicable
                : ReadingCode.OfResult(now / then);
        }
    }
}
