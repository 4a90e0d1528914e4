using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Share;

/// <summary>Counts the part and the whole by the beginnings and ends of their spans.</summary>
internal sealed class ShareNode(SelectionSpans part, SelectionSpans whole, DayGrid grid) : SweepNode(grid)
{
    private readonly double[] _part = new double[grid.Count + 1];
    private readonly double[] _whole = new double[grid.Count + 1];
    private readonly MissingDays _missing = new(grid);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        Count(part, account, _part);
        Count(whole, account, _whole);
        for (var g = First; g < values.Length; g++)
        {
            values[g] = _whole[g] == 0 ? double.NaN : _part[g] / _whole[g];
        }

        _missing.Explain(whole, account, values, First);
    }

    private static void Count(SelectionSpans spans, AccountHistory account, double[] counts)
    {
        counts.AsSpan().Clear();
        foreach (var span in spans.Of(account))
        {
            counts[span.From]++;
            counts[span.To]--;
        }

        Accumulate(counts, counts);
    }
}
