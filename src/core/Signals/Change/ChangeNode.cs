using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Change;

/// <summary>Divides a column by what it was some days earlier, as that is known now.</summary>
internal sealed class ChangeNode(SweepNode now, SweepNode then, int overDays, DayGrid grid) : SweepNode(grid)
{
    private static readonly double NotApplicable = ReadingCode.Of(MissingReason.NotApplicable);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        // The earlier first: they may be one node, which then need not be filled again for more days.
        var before = then.Of(account, First - overDays);
        var readings = now.Of(account, First);
        var shift = Math.Min(overDays, values.Length);
        values[..shift].Fill(NotApplicable);
        var first = Math.Max(shift, First);
        QuotientColumns.Fill(readings[first..], before[(first - shift)..], values[first..]);
    }
}
