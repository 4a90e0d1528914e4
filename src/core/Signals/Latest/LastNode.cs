using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Latest;

/// <summary>Paints the spans one over the other, the latest fact last.</summary>
/// <param name="codeOf">The reading code of a row that has the field.</param>
internal sealed class LastNode(FactField field, Func<RowSpan, double> codeOf, SelectionSpans spans, FactColumns columns, DayGrid grid) : SweepNode(grid)
{
    private readonly List<RowSpan> _ordered = [];
    private readonly MissingDays _missing = new(grid);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        values[First..].Fill(double.NaN);
        _ordered.Clear();
        _ordered.AddRange(spans.Of(account));
        if (_ordered.Count > 1)
        {
            _ordered.Sort(Compare);
        }

        foreach (var span in _ordered)
        {
            var from = Math.Max(First, spans.Known(span, field));
            if (from < span.To)
            {
                values[from..span.To].Fill(codeOf(span));
            }
        }

        _missing.Explain(spans, account, values, First);
    }

    private int Compare(RowSpan a, RowSpan b)
    {
        var order = a.Instant.CompareTo(b.Instant);
        order = order != 0 ? order : string.CompareOrdinal(columns.Ids?[a.Row], columns.Ids?[b.Row]);
        return order != 0 ? order : a.Row.CompareTo(b.Row);
    }
}
