using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Latest;

/// <summary>Paints the spans one over the other, the latest fact last.</summary>
internal sealed class LastNode(LastMeasure measure, SelectionSpans spans, FactColumns columns, DayGrid grid) : SweepNode(grid)
{
    private readonly List<RowSpan> _ordered = [];
    private readonly MissingDays _missing = new(grid);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        values.Fill(double.NaN);
        _ordered.Clear();
        _ordered.AddRange(spans.Of(account));
        _ordered.Sort(Compare);
        foreach (var span in _ordered)
        {
            var from = spans.Known(span, measure.Field);
            if (from < span.To)
            {
                values[from..span.To].Fill(spans.Number(span, measure.Field));
            }
        }

        _missing.Explain(spans, account, values);
    }

    private int Compare(RowSpan a, RowSpan b)
    {
        var order = a.Instant.CompareTo(b.Instant);
        order = order != 0 ? order : string.CompareOrdinal(columns.Ids?[a.Row], columns.Ids?[b.Row]);
        return order != 0 ? order : a.Row.CompareTo(b.Row);
    }
}
