using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Change;

/// <summary>Divides a column by itself, some days earlier.</summary>
internal sealed class ChangeNode(SweepNode of, int overDays, DayGrid grid) : SweepNode(grid)
{
    private static readonly double NotApplicable = ReadingCode.Of(MissingReason.NotApplicable);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        var readings = of.Of(account, First - overDays);
        var shift = Math.Min(overDays, values.Length);
        values[..shift].Fill(NotApplicable);
        var first = Math.Max(shift, First);
        QuotientColumns.Fill(readings[first..], readings[(first - shift)..], values[first..]);
    }
}
