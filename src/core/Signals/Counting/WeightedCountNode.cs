using Mainstay.Core.Facts;
using Mainstay.Core.Facts.Columns;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Counting;

/// <summary>Sums the weights of spans; a word that becomes known later weighs from then on.</summary>
internal sealed class WeightedCountNode(WeightedCountMeasure measure, SelectionSpans spans, FactColumns columns, DayGrid grid) : SweepNode(grid)
{
    private readonly SpanSum _sum = new(grid);
    private readonly TextColumn? _texts = columns.Texts(measure.Field);
    private readonly double[] _weights = measure.Weights.ByCode(columns.Texts(measure.Field));
    private readonly double _else = measure.Weights.Else!.Value;

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        _sum.Clear();
        foreach (var span in spans.Of(account))
        {
            var code = _texts is null ? TextInterner.Absent : _texts.Codes[span.Row];
            var known = code < 0 ? span.To : Math.Min(spans.Known(span, measure.Field), span.To);
            _sum.Add(span.From, known, _else);
            _sum.Add(known, span.To, code < 0 ? _else : _weights[code]);
        }

        _sum.Sum()[..values.Length].CopyTo(values);
    }
}
