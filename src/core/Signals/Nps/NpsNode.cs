using Mainstay.Core.Facts;
using Mainstay.Core.Signals.Sweeping;

namespace Mainstay.Core.Signals.Nps;

/// <summary>Counts answers and sides by the beginnings and ends of spans.</summary>
internal sealed class NpsNode(FactField field, SelectionSpans spans, DayGrid grid) : SweepNode(grid)
{
    private readonly double[] _answers = new double[grid.Count + 1];
    private readonly double[] _sides = new double[grid.Count + 1];
    private readonly MissingDays _missing = new(grid);

    protected override void Fill(AccountHistory account, Span<double> values)
    {
        _answers.AsSpan().Clear();
        _sides.AsSpan().Clear();
        foreach (var span in spans.Of(account))
        {
            var from = spans.Known(span, field);
            if (from < span.To)
            {
                var side = NpsMeasure.Side(spans.Number(span, field));
                (_answers[from], _sides[from]) = (_answers[from] + 1, _sides[from] + side);
                (_answers[span.To], _sides[span.To]) = (_answers[span.To] - 1, _sides[span.To] - side);
            }
        }

        Accumulate(_answers, _answers);
        Accumulate(_sides, _sides);
        for (var g = First; g < values.Length; g++)
        {
            values[g] = _answers[g] == 0 ? double.NaN : 100d * _sides[g] / _answers[g];
        }

        _missing.Explain(spans, account, values, First);
    }
}
